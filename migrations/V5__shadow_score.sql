-- What models in shadow made of the recordings that the active model reported on. Nothing of it stands in a report.
create table shadow_score (
  recording             uuid        not null references recording,
  model                 text        collate "C" not null,
  weights_sha256        text        collate "C" not null,
  manifest_sha256       text        collate "C" not null,
  active_model          text        collate "C" not null,
  active_weights_sha256 text        collate "C" not null,
  -- Which attempt of the recording's analysis_job scored it.
  attempt               integer     not null,
  created_at            timestamptz not null,
  -- The scores of every head, and by head how many answers were those of the active model: {"beat":{"same":11,"different":1}}.
  scores                jsonb,
  agreement             jsonb,
  -- Why it could not be scored.
  failure               text,
  primary key (recording, model, weights_sha256),
  check ((failure is null) = (scores is not null)),
  check ((failure is null) = (agreement is not null))
);
create index shadow_score_by_model on shadow_score (active_model, model);
