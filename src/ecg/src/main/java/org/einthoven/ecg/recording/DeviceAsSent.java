package org.einthoven.ecg.recording;

import org.jspecify.annotations.Nullable;

/**
 * The recorder as the source names it.
 *
 * @param manufacturer as sent
 * @param model as sent
 * @param serialNumber as sent
 * @param software name and version of its software, as sent
 */
public record DeviceAsSent(
    @Nullable String manufacturer,
    @Nullable String model,
    @Nullable String serialNumber,
    @Nullable String software) {}
