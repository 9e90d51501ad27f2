// SPDX-License-Identifier: BSL-1.0
// The same rules as a query of SQLite's, in memory.
#pragma once

#include <sqlite3.h>

#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "bench/deployment/catalog.hpp"
#include "bench/deployment/totals.hpp"

namespace tests {

class sqlite_peer {
 public:
  explicit sqlite_peer(const patch_catalog& catalog) {
    check(sqlite3_open(":memory:", &database_));
    run("create table patch (id integer primary key, class int, cvss int, vrr int, exploited int, preview int,"
        " not_latest int, product int, vendor int, groups int, chain int, place int)");
    run("create table admitted (product integer primary key)");
    run("begin");
    sqlite3_stmt* insert = prepare("insert into patch values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < catalog.size(); ++i) {
      const std::size_t product = catalog.product_of[i];
      const std::array<std::uint64_t, 12> values = {i,
                                                    catalog.class_of[i],
                                                    catalog.cvss[i],
                                                    catalog.vrr[i],
                                                    catalog.exploited[i],
                                                    catalog.preview[i],
                                                    catalog.not_latest[i],
                                                    product,
                                                    catalog.products[product].vendor,
                                                    catalog.groups[i],
                                                    catalog.chain[i],
                                                    catalog.place[i]};
      int column = 0;
      for (const std::uint64_t value : values)
        check(sqlite3_bind_int64(insert, ++column, static_cast<sqlite3_int64>(value)));
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run("commit");
    run("create index chains on patch (chain, place)");
  }
  sqlite_peer(const sqlite_peer&) = delete;
  sqlite_peer& operator=(const sqlite_peer&) = delete;
  ~sqlite_peer() { sqlite3_close(database_); }

  void admit(const task_settings& settings) {
    run("begin");
    run("delete from admitted");
    sqlite3_stmt* insert = prepare("insert into admitted values (?)");
    for (std::size_t i = 0; i < settings.admitted.size(); ++i) {
      if (settings.admitted[i] == 0) continue;
      check(sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(i)));
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run("commit");
  }

  totals evaluate(const task_settings& settings) {
    // A patch that is superseded and chosen nevertheless is looked up in its chain.
    const std::string query = "select class, vendor, count(*) from patch p where " + chosen("p", settings) +
                              " and (p.place = 0 or not exists (select 1 from patch n where n.chain = p.chain"
                              " and n.place < p.place and " +
                              chosen("n", settings) + ")) group by class, vendor";
    sqlite3_stmt* rows = prepare(query);
    totals made;
    while (sqlite3_step(rows) == SQLITE_ROW)
      made.add(static_cast<std::size_t>(sqlite3_column_int(rows, 0)) % level_count,
               static_cast<std::size_t>(sqlite3_column_int(rows, 1)),
               static_cast<std::size_t>(sqlite3_column_int64(rows, 2)));
    check(sqlite3_finalize(rows));
    return made;
  }

 private:
  static std::string chosen(const std::string& p, const task_settings& s) {
    const auto bits = [](std::uint64_t groups) { return std::to_string(static_cast<long long>(groups)); };
    std::string classes;
    for (std::size_t c = 0; c < class_count; ++c)
      if ((s.classes >> c & 1) != 0) classes += (classes.empty() ? "" : ", ") + std::to_string(c);
    return "((" + p + ".groups & " + bits(s.included) + ") <> 0 or ((" + p + ".not_latest & " +
           (s.previews ? "2" : "1") + ") = 0 and (" + p + ".class in (" + classes + ") or " + p + ".exploited or " + p +
           ".vrr >= " + std::to_string(s.vrr_at_least) + " or " + p + ".cvss >= " + std::to_string(s.cvss_at_least) +
           "))) and (" + p + ".groups & " + bits(s.excluded) + ") = 0 and " + p +
           ".product in (select product from admitted)" + (s.previews ? "" : " and not " + p + ".preview");
  }

  void check(int status) {
    if (status == SQLITE_OK) return;
    std::fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(database_));
    std::exit(2);
  }
  void run(const char* statement) { check(sqlite3_exec(database_, statement, nullptr, nullptr, nullptr)); }
  sqlite3_stmt* prepare(const std::string& query) {
    sqlite3_stmt* made = nullptr;
    check(sqlite3_prepare_v2(database_, query.c_str(), -1, &made, nullptr));
    return made;
  }

  sqlite3* database_ = nullptr;
};

}  // namespace tests
