-- The cards that the CDS Hooks service has answered with, so that feedback can name them, and that feedback.
create table cds_card (
  id            uuid        primary key,
  created_at    timestamptz not null,
  hook          text        not null,
  hook_instance text        not null,
  indicator     text        not null,
  report        text        not null
);
create table cds_feedback (
  id              uuid        primary key,
  card            uuid        not null references cds_card,
  received_at     timestamptz not null,
  outcome         text        not null check (outcome in ('accepted', 'overridden')),
  outcome_at      timestamptz not null,
  override_system text,
  override_code   text,
  user_comment    text,
  check (outcome = 'overridden' or (override_code is null and user_comment is null))
);
create index cds_feedback_by_card on cds_feedback (card);
