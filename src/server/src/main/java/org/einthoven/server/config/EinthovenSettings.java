package org.einthoven.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings of Einthoven, {@code einthoven.*}. */
@ConfigMapping(prefix = "einthoven")
public interface EinthovenSettings {

  /** Where everything is kept. */
  Database database();

  /** Files of the server's own. */
  Data data();

  /** Who may reach the server. */
  Network network();

  /** Who has to log in where. */
  OidcSettings oidc();

  /** What is accepted. */
  Intake intake();

  /** What is validated. */
  Validation validation();

  /** The models. */
  Models models();

  /** The analysis of recordings. */
  Analysis analysis();

  /** Bulk exports. */
  Export export();

  /** Requests that are answered later. */
  Async async();

  /** From where on a finding is critical. */
  Critical critical();

  /** Which licensed code systems reports carry. */
  Terminology terminology();

  /** Telling others what happened. */
  DeliverySettings delivery();

  /** The CDS Hooks service. */
  CdsHooks cdsHooks();

  /** The transparency log. */
  Audit audit();

  /** The database. */
  interface Database {

    /** {@code embedded}, or the JDBC URL of a PostgreSQL. */
    @WithParentName
    @WithDefault("embedded")
    String address();

    /** The role for a JDBC URL. */
    Optional<String> username();

    /** The password for a JDBC URL. */
    Optional<String> password();
  }

  /** Files of the server's own. */
  interface Data {

    /** Where the embedded database lies; relative to where the server was started. */
    @WithDefault("var/einthoven")
    Path directory();
  }

  /** Who may reach the server. */
  interface Network {

    /** Lets the server listen elsewhere than on loopback although nobody has to log in. */
    @WithDefault("false")
    boolean allowRemote();

    /** Lets nobody connect without a certificate that {@code quarkus.tls.trust-store} knows. */
    @WithDefault("false")
    boolean clientCertificates();
  }

  /** The transparency log. */
  interface Audit {

    /** Whether this process gives leaves their positions and signs checkpoints. */
    @WithDefault("true")
    boolean worker();

    /** Whether reads and searches are recorded, each before its answer leaves. */
    @WithDefault("true")
    boolean reads();

    /**
     * How often leaves are given positions; within a second of their commit all should have one.
     */
    @WithDefault("PT0.25S")
    Duration poll();

    /** How often a checkpoint is written when leaves were added. */
    @WithDefault("PT1M")
    Duration checkpoint();

    /** Where the key and the checkpoints lie; {@code audit} in the data directory if not set. */
    Optional<Path> directory();

    /** The name of the log in its checkpoints, taken when its key is made. */
    Optional<String> origin();
  }

  /** What is accepted. */
  interface Intake {

    /** How many bytes a request's body may have, decompressed; more is answered with 413. */
    @WithDefault("67108864")
    long maxBytes();
  }

  /** What is validated. */
  interface Validation {

    /** Whether what is written has to be valid by R4 and the profiles that it claims, else 422. */
    @WithDefault("false")
    boolean profiles();
  }

  /** The models. */
  interface Models {

    /** A folder of models laid out like {@code models/}; the packaged ones where it is not set. */
    Optional<Path> directory();

    /** Versions in shadow, {@code ID/VERSION}, besides those that the folder's SHADOW names. */
    Optional<List<String>> shadow();
  }

  /** The analysis of recordings. */
  interface Analysis {

    /** Whether this process analyses; one that does not leaves it to others on the database. */
    @WithDefault("true")
    boolean worker();

    /** How many recordings are analysed at a time; as many as there are cores if not set. */
    OptionalInt threads();

    /** How many senders may wait for an analysis at a time; four a thread if not set. */
    OptionalInt immediate();

    /** How long {@code $analyze} waits for an analysis that a worker has begun. */
    @WithDefault("PT30S")
    Duration patience();

    /** How long a job belongs to whoever claimed it, unless renewed. */
    @WithDefault("PT2M")
    Duration lease();

    /** How often to look for jobs that nobody announced. */
    @WithDefault("PT1S")
    Duration poll();

    /** How many attempts a job gets. */
    @WithDefault("5")
    int attempts();

    /** The wait after the first failure; it doubles with each. */
    @WithDefault("PT2S")
    Duration firstRetry();

    /** No wait is longer. */
    @WithDefault("PT5M")
    Duration longestRetry();

    /** How long a stop waits for analyses in hand. */
    @WithDefault("PT20S")
    Duration grace();
  }

  /** Bulk exports. */
  interface Export {

    /** Whether this process carries exports out; one that does not leaves it to others. */
    @WithDefault("true")
    boolean worker();

    /** How many exports may be unfinished at a time; one more is answered with 429. */
    @WithDefault("4")
    int limit();

    /** How long the files of a finished export are kept. */
    @WithDefault("PT24H")
    Duration keep();
  }

  /** Requests that are answered later ({@code Prefer: respond-async}), bulk exports apart. */
  interface Async {

    /** Whether this process carries them out; one that does not leaves them to others. */
    @WithDefault("true")
    boolean worker();

    /** How many may be unfinished at a time; one more is answered with 429. */
    @WithDefault("16")
    int limit();

    /** How many are carried out at a time. */
    @WithDefault("2")
    int threads();

    /** How long an answer is kept. */
    @WithDefault("PT24H")
    Duration keep();
  }

  /** From where on a finding is critical; 0 switches it off. */
  interface Critical {

    /** A heart rate below this, in beats a minute. */
    @WithDefault("40")
    double slow();

    /** A heart rate above this, in beats a minute. */
    @WithDefault("150")
    double fast();

    /** An RR interval of more seconds. */
    @WithDefault("3")
    double pause();

    /** QTc (Framingham) of more milliseconds with a narrow QRS complex. */
    @WithDefault("500")
    double qtc();

    /** So many ventricular beats in a row, faster than 100 a minute. */
    @WithDefault("3")
    int run();

    /** Whether ST elevation is told. */
    @WithDefault("true")
    boolean stElevation();
  }

  /** The CDS Hooks service. */
  interface CdsHooks {

    /**
     * Origins of web pages that may call it, such as {@code https://ehr.example}; none if unset.
     */
    Optional<List<String>> allowedOrigins();

    /** Base addresses of FHIR servers that it may ask for a Patient; none if not set. */
    Optional<List<String>> fhirServers();
  }

  /** Which licensed code systems reports carry. */
  interface Terminology {

    /** SNOMED CT. */
    @WithDefault("true")
    boolean snomed();

    /** LOINC. */
    @WithDefault("true")
    boolean loinc();
  }
}
