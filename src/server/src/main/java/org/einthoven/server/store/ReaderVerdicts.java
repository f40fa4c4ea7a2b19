package org.einthoven.server.store;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What clinicians said about what machines said, as labels that models may be trained and judged
 * by. Neither patient nor clinician nor free text is in them.
 */
@Singleton
public class ReaderVerdicts {

  private final EntityManager manager;

  ReaderVerdicts(EntityManager manager) {
    this.manager = manager;
  }

  /**
   * One thing that was said.
   *
   * @param device the id of the Device, software with its model, that made the report
   * @param decision accept, amend or reject
   * @param reason a code of ecg-disagreement, null where none was given
   * @param item report, statement, critical or measurement
   * @param verdict confirmed, refuted, missed or corrected
   * @param machine what was measured, null where nothing was and of anything else
   * @param clinician what it should be, null of anything but a corrected measurement
   * @param unit in UCUM
   */
  public record Said(
      UUID recording,
      String device,
      String decision,
      @Nullable String reason,
      String item,
      @Nullable String system,
      @Nullable String code,
      String verdict,
      @Nullable BigDecimal machine,
      @Nullable BigDecimal clinician,
      @Nullable String unit) {}

  /**
   * Keeps what one sign-off said, in its transaction.
   *
   * @param version the version of the report that it is about
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void keep(UUID signOff, ResourceId report, int version, Instant when, List<Said> all) {
    int number = 0;
    for (Said said : all) {
      manager
          .createNativeQuery(
              "insert into reader_verdict (sign_off, number, report_id, report_version, made_at,"
                  + " recording, device, decision, reason, item, code_system, code, verdict,"
                  + " machine_value, clinician_value, unit) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
                  + " cast(?9 as text), ?10, cast(?11 as text), cast(?12 as text), ?13,"
                  + " cast(?14 as numeric), cast(?15 as numeric), cast(?16 as text))")
          .setParameter(1, signOff)
          .setParameter(2, number++)
          .setParameter(3, report.id())
          .setParameter(4, version)
          .setParameter(5, when)
          .setParameter(6, said.recording())
          .setParameter(7, said.device())
          .setParameter(8, said.decision())
          .setParameter(9, said.reason())
          .setParameter(10, said.item())
          .setParameter(11, said.system())
          .setParameter(12, said.code())
          .setParameter(13, said.verdict())
          .setParameter(14, said.machine())
          .setParameter(15, said.clinician())
          .setParameter(16, said.unit())
          .executeUpdate();
    }
  }

  /**
   * A sign-off with what it said.
   *
   * @param id of the sign-off; its order is that of time
   */
  public record SignedOff(UUID id, List<Said> said) {

    /** Copies the list. */
    public SignedOff {
      said = List.copyOf(said);
    }
  }

  /** The next sign-offs, the oldest first. */
  @Transactional
  public List<SignedOff> after(UUID last, int most) {
    List<?> ids =
        manager
            .createNativeQuery(
                "select distinct sign_off from reader_verdict where sign_off > :last"
                    + " order by sign_off limit :most",
                UUID.class)
            .setParameter("last", last)
            .setParameter("most", most)
            .getResultList();
    return ids.stream().map(id -> new SignedOff((UUID) id, said((UUID) id))).toList();
  }

  private List<Said> said(UUID signOff) {
    List<?> rows =
        manager
            .createNativeQuery(
                "select recording, device, decision, reason, item, code_system, code, verdict,"
                    + " machine_value, clinician_value, unit from reader_verdict"
                    + " where sign_off = :id order by number",
                Object[].class)
            .setParameter("id", signOff)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new Said(
                    (UUID) row[0],
                    (String) row[1],
                    (String) row[2],
                    (String) row[3],
                    (String) row[4],
                    (String) row[5],
                    (String) row[6],
                    (String) row[7],
                    (BigDecimal) row[8],
                    (BigDecimal) row[9],
                    (String) row[10]))
        .toList();
  }
}
