-- How sheets become scores 计分规则: fixed with the rubric, before the first sheet is opened.
alter table calls.call add column ranking_rule text not null default 'TRIMMED'
    check (ranking_rule in ('TRIMMED', 'MEAN', 'PANEL_STANDARD', 'EXPERT_STANDARD', 'FITTED'));
