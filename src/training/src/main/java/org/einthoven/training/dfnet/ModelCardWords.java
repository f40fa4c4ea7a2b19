package org.einthoven.training.dfnet;

/** The parts of a model card that no measurement changes. */
final class ModelCardWords {

  static final String WHAT =
      """
      A class for each beat (AAMI EC57: N, S, V, F, Q) and a score for myocardial infarction from
      the median beat of twelve leads. It is a **reconstruction** of the multi-task DFNet of Xu,
      Lu, Yang and Zhou (arXiv 2511.14104, 2025), whose blocks, weights and split are not public:
      a trunk of depthwise-separable convolutions at kernel widths 3, 7 and 15 with
      squeeze-and-excitation that both tasks share, a private path for each task, a gate for each
      task that weighs shared against private features beat by beat (its weight is an output), and
      a loss weighed by learned uncertainties. Beside annotated beats the beat head learned from
      strips of which only the rhythm is stated, and from simulated rhythms made of their beats
      (docs/adr/0010 and 0011); no beat of the diffusion model was used.
      """;

  static final String USE =
      """
      ## Intended use

      Decision support for professional review of 12-lead, 2-lead and 1-lead ECGs of adults; not a
      stand-alone diagnosis, not for monitoring. A reading without findings does not rule disease
      out. Not validated on paced rhythms or in children.
      """;

  static final String PROTOCOLS =
      """
      The protocol of the paper (beats split at random; it reports 99.72 %) says how well a network
      learns the beats of patients it knows and nothing about a new patient; it has networks of its
      own, whose figures stand in docs/results/paper-protocol.md. The rows here are the shipped
      weights on patients they never saw; beats are placed by the reference
      annotations except in the last row. F in DS1 comes nearly all from one record (208). Paced records are in neither
      set, so that Q is not measured.

      """;

  static final String INFARCTION =
      """
      Trained on PTB-XL folds 1-8; a record is positive when any of its statements is of the
      diagnostic class MI, of any age and likelihood. Fold 9 (other patients) was kept out of
      training and of every choice. *Against normal* leaves out records that are neither. The
      data set at hand is a selection of PTB-XL: its share of infarction is no prevalence, and a
      probability calibrated to it is not calibrated to another population.
      """;

  static final String ABNORMALITIES =
      """
      Scores that do not exclude one another, from the same median beat: the diagnostic classes of
      PTB-XL (NORM, STTC, CD, HYP) and three of its statements. Cross-validated on folds 1-8, each
      record by a network that had not seen its patient; the threshold is the one with the highest
      F1 there, so that Se and +P are optimistic. Stated is what is right at least half the time;
      +P depends on how common a finding is, and this selection of PTB-XL is no population. A
      normal ECG is never stated.
      """;

  static final String CHOICES =
      """
      Logit offsets and the threshold were chosen on training patients alone, each judged by one
      of four networks that had not seen them. The preparation, features and sizes follow
      measurements on DS1 patients and on simulated rhythms before this training (docs/adr/0010 and
      0011); DS2 was scored once for these weights, after all choices, and every scoring stands in
      docs/results/ds2-scorings.md. Earlier versions and studies had looked at DS2 with other weights:
      that beats are to be compared with those that are not early, not with the median, and that the
      long atrial runs of a sick sinus node (record 232) were missed, was learned there, so that the
      figures on DS2 are the more optimistic for it; the rows without record 232 are less so. Sizes and steps were not searched with several seeds: small
      differences between versions mean little.\
      """;

  static final String LIMITS =
      """
      - S beats are recognised by their prematurity: in irregular rhythms normal beats are called S,
        and a run of S beats that fills a short ECG at a steady rate is called N.
      - F beats are weak everywhere: nearly all annotated ones are of one patient in DS1 and of
        another in DS2.
      - In a 10 s ECG a beat is compared with about ten others only; the first and the last have an
        unknown interval. Fewer than four beats are not judged.
      - One lead is judged with the second lead's inputs at zero, as in part of the training; the
        figures above are for two leads.
      - Infarction needs all twelve leads (the limb leads may be derived from I and II) and says
        nothing about age or place. Bundle branch block and hypertrophy imitate infarction.
      - Beats are placed by the R peaks that are given; a wrong detection becomes a wrong beat.
      - Not measured: infarction by the paper's protocol (beats split at random), PTB-XL fold 10, other
        data sets, and robustness against noise.
      """;

  static final String REPEAT =
      """
      The same command on the same machine gives the same weights, broken off and resumed or not;
      `--verify-repeat` trains one network twice and compares all its numbers.
      """;

  static final String CITATIONS =
      """

      Moody GB, Mark RG. The impact of the MIT-BIH Arrhythmia Database. IEEE Eng in Med and Biol
      20(3):45-50, 2001. doi:10.13026/C2F305. Wagner P, Strodthoff N, Bousseljot R, et al. PTB-XL,
      a large publicly available electrocardiography dataset. Sci Data 7:154, 2020.
      doi:10.13026/kfzx-aw45. Bousseljot R, Kreiseler D, Schnabel A. Nutzung der EKG-Signaldatenbank
      CARDIODAT der PTB über das Internet. Biomedizinische Technik 40(S1):317, 1995.
      doi:10.13026/C28C71. Goldberger AL, Amaral LAN, Glass L, et al. PhysioBank, PhysioToolkit and
      PhysioNet. Circulation 101(23):e215-e220, 2000. Clifford GD, Liu C, Moody B, et al. AF
      classification from a short single lead ECG recording: the PhysioNet/Computing in Cardiology
      Challenge 2017. doi:10.22489/CinC.2017.065-469. The recordings are not part of this project.
      """;

  private ModelCardWords() {}
}
