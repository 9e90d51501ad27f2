// SPDX-License-Identifier: BSL-1.0
/// \file
/// Dutch, in the words of the field.
#pragma once

#include <cstddef>

#include "patchpolicy/text/language.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

constexpr word_table<summary_key> dutch_lines() {
  word_table<summary_key> t;
  using enum summary_key;
  t[previews_scanned] = "Scant naar Microsoft-voorbeeldpatches";
  t[previews_not_scanned] = "Scant niet naar Microsoft-voorbeeldpatches";
  t[scan_only] = "Alleen scannen: er wordt niets geïmplementeerd";
  t[task_off] = "Uitgeschakeld";
  t[no_schedule] = "Geen planning";
  t[daily] = "Elke dag";
  t[weekly] = "Elke week op {days}";
  t[working_days] = "Elke werkdag, maandag tot en met vrijdag";
  t[summary_key::patch_tuesday] = "Op Patchdinsdag";
  t[monthly_on_day] = "Elke maand op dag {day}";
  t[monthly_on_last_day] = "Elke maand op de laatste dag";
  t[monthly_on_weekday] = "Elke maand op de {week} {weekday}";
  t[monthly_after_patch_tuesday] = "Elke maand {days} {days:dag|dagen} na Patchdinsdag";
  t[delay] = "Vertraging van {days} {days:dag|dagen}, zo nodig tot in de volgende maand";
  t[also_after_patch_tuesday] = "Ook {days} {days:dag|dagen} na Patchdinsdag";
  t[short_month_last_day] = "In een maand zonder dag {day} op de laatste dag";
  t[short_month_skip] = "Een maand zonder dag {day} wordt overgeslagen";
  t[time] = "Om {time}";
  t[run_if_missed] = "Een gemiste uitvoering wordt ingehaald binnen het uur nadat het apparaat weer aanstaat";
  t[lost_if_missed] = "Een gemiste uitvoering vervalt";
  t[staging] = "Inhoud wordt {hours} uur van tevoren gefaseerd";
  t[staging_on_the_first] = "Op de eerste dag van de maand hoogstens {hours} uur van tevoren";
  t[staging_from_the_first] = "Op de eerste dag van de maand niet vóór 00:00";
  t[no_staging] = "Inhoud wordt niet gefaseerd";
  t[gap_shift_forward] = "Een tijd die de klok overslaat, schuift evenveel op als de klok";
  t[gap_skip] = "Een tijd die de klok overslaat, vervalt";
  t[fold_second] = "Een tijd die twee keer voorkomt, telt de tweede keer";
  t[next_run] = "Volgende uitvoering: {when}";
  t[next_run_moved] = "Volgende uitvoering: {when}, want {time} bestaat niet op {date}";
  t[next_run_repeated] = "Volgende uitvoering: {when}, want {time} komt twee keer voor op {date}";
  t[next_staging] = "Fasering vanaf {when}";
  t[next_staging_cut] = "Fasering vanaf {when}, later dan ingesteld";
  t[next_staging_none] = "Geen tijd om te faseren op de eerste dag van de maand";
  t[all_missing] = "Implementeert alle ontbrekende patches";
  t[nothing_on] = "Geen optie ingeschakeld: implementeert niets";
  t[risk_vrr] = "Op risicoscore: VRR {score} of hoger";
  t[risk_cvss] = "Op risicoscore: CVSS {score} of hoger";
  t[risk_exploited] = "Op risicoscore: kwetsbaarheden die als misbruikt zijn gemeld";
  t[risk_empty] = "Op risicoscore: niets ingesteld";
  t[severity_security] = "Op ernst: beveiliging ({levels})";
  t[severity_non_security] = "Op ernst: niet-beveiliging ({levels})";
  t[severity_any_non_security] = "Op ernst: niet-beveiliging";
  t[severity_bug_fix] = "Op ernst: probleemoplossing";
  t[severity_enhancement] = "Op ernst: verbetering";
  t[severity_empty] = "Op ernst: niets aangevinkt";
  t[groups_included] = "Op {groups:patchgroep|patchgroepen}: {groups} opgenomen";
  t[groups_excluded] = "{groups:Patchgroep|Patchgroepen} {groups} uitgesloten, wat de patches verder ook selecteert";
  t[groups_empty] = "Op patchgroep: geen groep gekozen";
  t[summary_key::enablement_packages] = "{packages:Inschakelingspakket|Inschakelingspakketten}: {packages}";
  t[enablement_empty] = "Inschakelingspakketten: geen pakket gekozen";
  t[products_unfiltered] = "Alle leveranciers en producten";
  t[products_all] = "Geselecteerde leveranciers/producten: alles selecteren";
  t[products_listed] = "Geselecteerde leveranciers/producten: {products}";
  t[products_all_but] = "Geselecteerde leveranciers/producten: alles behalve {products}";
  t[products_also] = "Maar wel {products}";
  t[products_all_but_again] = "Maar niet {products}";
  t[products_none] = "Geselecteerde leveranciers/producten: standaard niets aangevinkt";
  t[summary_key::reboot_before] = "Start opnieuw op vóór de implementatie";
  t[no_reboot_before] = "Start niet opnieuw op vóór de implementatie";
  t[reboot_always] = "Start na de implementatie altijd opnieuw op";
  t[reboot_if_required] = "Start na de implementatie opnieuw op indien vereist";
  t[no_reboot_after] = "Start na de implementatie niet opnieuw op";
  t[reboot_after_system_patch] =
      "Start na een patch van het besturingssysteem altijd opnieuw op; de gebruiker wordt vóór de implementatie om "
      "toestemming gevraagd";
  t[reboot_after_any_update] =
      "Start na een update altijd opnieuw op, ook zonder patch van het besturingssysteem; de gebruiker wordt vóór de "
      "implementatie van een patch van het besturingssysteem om toestemming gevraagd";
  t[user_not_set] = "De gebruiker krijgt wat de host biedt";
  t[user_forced] = "Geforceerd na {minutes} {minutes:minuut|minuten}";
  t[user_waits_for_logoff] = "Nooit geforceerd: wacht op afmelden";
  t[user_at_once] = "Begint meteen";
  t[user_warned] = "De gebruiker wordt gewaarschuwd dat afmelden tot opnieuw opstarten leidt";
  t[user_countdown] = "Aftelling van {minutes} {minutes:minuut|minuten}";
  t[user_no_countdown] = "Geen aftelling";
  t[user_extension] = "De gebruiker mag de aftelling verlengen, in totaal tot {minutes} {minutes:minuut|minuten}";
  t[user_cancels_timeout] = "De gebruiker mag de time-out annuleren";
  t[user_cancels_restart] = "De gebruiker mag het opnieuw opstarten annuleren";
  t[count_deploying] = "Implementeert {patches} van {missing} {missing:patch|patches}";
  t[count_selected] = "Geselecteerd op {rule}: {patches}, waarvan {alone} door niets anders";
  t[count_removed] = "Geselecteerd, maar {rule}: {patches}";
  t[count_severity] = "Met ernst {severity}: {patches}";
  t[count_without_severity] = "Zonder ernst: {patches}";
  t[count_vendor] = "Van {vendor}: {patches}";
  t[count_without_vendor] = "Zonder leverancier: {patches}";
  return t;
}

constexpr word_table<finding_code> dutch_findings() {
  word_table<finding_code> t;
  using enum finding_code;
  t[schedule_missing] = "de taak is ingeschakeld, maar heeft geen planning; kies wanneer ze wordt uitgevoerd";
  t[staging_before_the_first] =
      "een uitvoering op de eerste van de maand kan niet worden gefaseerd voordat die dag begint; faseer minder uren "
      "van "
      "tevoren, of helemaal niet als de uitvoering vóór 01:00 is";
  t[extension_below_countdown] =
      "de gebruiker mag de aftelling verlengen tot minder dan ze duurt; vergroot de verlenging of verkort de aftelling";
  t[day_missing_in_months] =
      "sommige maanden hebben deze dag niet; kies de laatste dag van de maand als die bedoeld is";
  t[tasks_meet] =
      "een andere taak van dit platform wordt op sommige dagen op hetzelfde tijdstip uitgevoerd; kies voor een van "
      "beide "
      "een ander tijdstip";
  t[clock_change_skips_runs] =
      "de klok slaat in de komende tien jaar de tijd van deze uitvoeringen over, en de planning laat ze dan vervallen; "
      "kies een andere tijd, of laat ze uitvoeren op de eerstvolgende tijd die bestaat";
  t[no_option_on] =
      "de taak is ingeschakeld, maar er is geen optie ingeschakeld die patches selecteert; ze implementeert niets";
  t[risk_without_part] =
      "implementeren op risicoscore is ingeschakeld, maar er is geen score ingesteld en misbruikte kwetsbaarheden zijn "
      "niet aangevinkt; zo selecteert deze optie niets";
  t[severity_without_level] =
      "implementeren op ernst is ingeschakeld, maar er is niets aangevinkt; zo selecteert deze optie niets";
  t[groups_without_choice] =
      "implementeren op patchgroep is ingeschakeld, maar er is geen groep opgenomen of uitgesloten";
  t[enablement_without_package] =
      "inschakelingspakketten opnemen is ingeschakeld, maar er staat geen pakket in de lijst; zo selecteert deze optie "
      "niets";
  t[no_product_ticked] =
      "geselecteerde leveranciers/producten is ingeschakeld, maar er is niets aangevinkt; zo komt er niets door";
  t[unknown_group] = "er is geen patchgroep met deze naam; controleer de spelling";
  t[unknown_patch] = "de patchgroep noemt patches die niet in de catalogus staan";
  t[unknown_enablement_package] = "de catalogus heeft geen inschakelingspakket met deze naam";
  t[unknown_product] =
      "de catalogus heeft geen patch voor deze geselecteerde of uitgezonderde producten; controleer de spelling";
  t[option_never_matches] = "deze optie past bij geen enkele patch in de catalogus";
  t[exclusion_excludes_nothing] = "de uitgesloten patchgroep bevat geen patch van de catalogus voor dit platform";
  t[preview_hides_critical] =
      "voorbeeldpatches vervangen kritieke beveiligingspatches, die ernst en risicoscore dan niet selecteren; voeg die "
      "toe aan een patchgroep, of scan niet naar voorbeeldpatches";
  t[logoff_without_force] =
      "het opnieuw opstarten wacht op afmelden en wordt nooit geforceerd, dus het kan eindeloos wachten; stel in na "
      "hoeveel tijd het wordt geforceerd";
  t[choice_without_countdown] = "zonder aftelling is er geen dialoogvenster waarin de gebruiker dit kan doen";
  t[user_part_without_countdown] = "zonder aftelling ziet de gebruiker geen dialoogvenster voor het opnieuw opstarten";
  t[clock_change_moves_runs] =
      "de klok slaat in de komende tien jaar de tijd van deze uitvoeringen over, dus worden ze op een later tijdstip "
      "uitgevoerd";
  t[clock_change_repeats_time] =
      "de klok gaat in de komende tien jaar terug over de tijd van deze uitvoeringen, die dus twee keer voorkomt; ze "
      "worden één keer uitgevoerd";
  t[before_patch_tuesday_release] =
      "deze uitvoeringen vinden in de komende tien jaar plaats voordat de patches van Patchdinsdag uitkomen, om 10:00 "
      "in Los Angeles; pas de uitvoering daarna vindt die patches";
  t[previews_scanned] =
      "voorbeeldpatches zijn niet voor alle apparaten bedoeld; beperk deze configuratie tot een testgroep";
  t[enablement_without_reboot] =
      "inschakelingspakketten schakelen een nieuwe versie van het systeem in; opnieuw opstarten vóór de implementatie "
      "wordt aangeraden";
  t[security_preview] =
      "deze voorbeeldpatches staan geregistreerd als beveiligingspatches, maar voorbeeldpatches bevatten geen "
      "beveiligingsupdates";
  t[supersession_cycle] = "deze patches vervangen elkaar in een kring, dus geen ervan geldt als nieuwer";
  return t;
}

constexpr word_table<finding_code> dutch_finding_values() {
  word_table<finding_code> t;
  using enum finding_code;
  t[staging_before_the_first] = "{hours} uur; hoogstens {longest}";
  t[extension_below_countdown] = "verlenging {extension}; aftelling {countdown}";
  t[day_missing_in_months] = "dag {day}";
  t[tasks_meet] = "{task}";
  t[clock_change_skips_runs] = "{runs} {runs:uitvoering|uitvoeringen}, voor het eerst op {first}";
  t[clock_change_moves_runs] = "{runs} {runs:uitvoering|uitvoeringen}, voor het eerst op {first}";
  t[clock_change_repeats_time] = "{runs} {runs:uitvoering|uitvoeringen}, voor het eerst op {first}";
  t[before_patch_tuesday_release] = "{runs} {runs:uitvoering|uitvoeringen}, voor het eerst op {first}";
  t[unknown_group] = "{group}";
  t[unknown_patch] = "patchgroep {group}: {patches}";
  t[unknown_enablement_package] = "{package}";
  t[unknown_product] = "{products}";
  t[exclusion_excludes_nothing] = "{group}";
  t[preview_hides_critical] = "{previews} {previews:vervangt|vervangen} {patches}";
  t[security_preview] = "{patches}";
  t[supersession_cycle] = "{patches}";
  return t;
}

constexpr language make_dutch() {
  language l;
  l.code = "nl";
  l.lines = dutch_lines();
  l.findings = dutch_findings();
  l.finding_values = dutch_finding_values();
  l.words[summary_word::summary] = "Overzicht";
  l.words[summary_word::on] = "ingeschakeld";
  l.words[summary_word::off] = "uitgeschakeld";
  l.words[summary_word::also_found] = "Verder gevonden";
  l.words[summary_word::whole_configuration] = "Configuratie";
  l.words[summary_word::task_heading] = "{task}: {state}";
  l.words[summary_word::line_below] = "{above}: {line}";
  l.words[summary_word::more_names] = "{names} en nog {count}";
  l.words[summary_word::finding] = "{level}: {finding}";
  l.words[summary_word::finding_about_line] = "{level} bij ‘{line}’: {finding}";
  l.words[summary_word::finding_with_values] = "{finding} ({values})";
  l.words[summary_word::changes_of_task] = "{platform}: {task}";
  l.words[summary_word::changes_of_task_off] = "{platform}: {task} (uitgeschakeld)";
  l.words[summary_word::changes_of_patches] = "{platform}: Patches";
  l.words[summary_word::patch_change] = "{patch}  ({task}: {reason})";
  l.words[summary_word::reason_with_names] = "{rule} {names}";
  l.platforms[platform::windows] = "Windows";
  l.platforms[platform::mac] = "Mac";
  l.platforms[platform::gnu_linux] = "Linux";
  l.tasks[task_kind::routine_maintenance] = "Routineonderhoud";
  l.tasks[task_kind::priority_updates] = "Prioriteitsupdates";
  l.tasks[task_kind::zero_day_response] = "Zero-day-reactie";
  l.tasks_in_sentences[task_kind::routine_maintenance] = "routineonderhoud";
  l.tasks_in_sentences[task_kind::priority_updates] = "prioriteitsupdates";
  l.tasks_in_sentences[task_kind::zero_day_response] = "zero-day-reactie";
  l.levels[finding_level::error] = "Fout";
  l.levels[finding_level::warning] = "Waarschuwing";
  l.levels[finding_level::note] = "Opmerking";
  l.severities[severity_level::critical] = "kritiek";
  l.severities[severity_level::important] = "belangrijk";
  l.severities[severity_level::moderate] = "gemiddeld";
  l.severities[severity_level::low] = "laag";
  l.severities[severity_level::unassigned] = "niet toegewezen";
  l.rules[rule::all_missing] = "alle ontbrekende patches";
  l.rules[rule::risk_vrr] = "VRR";
  l.rules[rule::risk_cvss] = "CVSS-score";
  l.rules[rule::risk_exploited] = "misbruikte kwetsbaarheid";
  l.rules[rule::severity] = "ernst";
  l.rules[rule::included_group] = "patchgroep";
  l.rules[rule::enablement] = "inschakelingspakket";
  l.rules[rule::dependency] = "afhankelijkheid";
  l.rules[rule::invisible_preview] = "voorbeeldpatch waarnaar niet wordt gescand";
  l.rules[rule::excluded_group] = "uitgesloten door een patchgroep";
  l.rules[rule::product_filter] = "product niet aangevinkt";
  l.rules[rule::replaced_by_selected] = "vervangen door een nieuwere patch die wordt geïmplementeerd";
  l.rules[rule::not_latest] = "niet de laatste versie";
  l.rules[rule::nothing_selects] = "door niets geselecteerd";
  l.weekdays[weekday::monday] = "maandag";
  l.weekdays[weekday::tuesday] = "dinsdag";
  l.weekdays[weekday::wednesday] = "woensdag";
  l.weekdays[weekday::thursday] = "donderdag";
  l.weekdays[weekday::friday] = "vrijdag";
  l.weekdays[weekday::saturday] = "zaterdag";
  l.weekdays[weekday::sunday] = "zondag";
  l.weeks[week_of_month::first] = "eerste";
  l.weeks[week_of_month::second] = "tweede";
  l.weeks[week_of_month::third] = "derde";
  l.weeks[week_of_month::fourth] = "vierde";
  l.weeks[week_of_month::fifth] = "vijfde";
  l.weeks[week_of_month::last] = "laatste";
  l.months = {"januari", "februari", "maart",     "april",   "mei",      "juni",
              "juli",    "augustus", "september", "oktober", "november", "december"};
  l.plural = [](long long count) { return count == 1 ? std::size_t{0} : std::size_t{1}; };
  l.comma = ", ";
  l.last_comma = " en ";
  l.path_separator = " › ";
  l.open_quote = "‘";
  l.close_quote = "’";
  l.decimal_point = ',';
  l.date = "{weekday} {day} {month} {year}";
  l.date_and_time = "{weekday} {day} {month} {year} om {time}";
  return l;
}

}  // namespace detail

/// The words of summaries in Dutch.
inline constexpr language dutch = detail::make_dutch();
static_assert(is_complete(dutch));

}  // namespace patchpolicy::inline v1
