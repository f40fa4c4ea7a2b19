package org.einthoven.server.analysis;

import java.util.function.Function;
import org.einthoven.inference.DfnetAnswers;
import org.einthoven.inference.DfnetInputs;
import org.einthoven.inference.ModelIdentity;

/**
 * A model that scores what the active one scores, and is not reported.
 *
 * @param identity which it is
 * @param scoring how it scores; safe for use by several threads
 */
record ShadowModel(ModelIdentity identity, Function<DfnetInputs, DfnetAnswers> scoring) {}
