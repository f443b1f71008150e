/**
 * The crawl as Spark jobs: a frontier in Parquet, advanced in rounds, each committed by one record.
 *
 * <p>Begin with {@link io.bloomery.jobs.crawl.CrawlStage}, then {@code CrawlRounds}: plan ({@code RoundPlan}), visit
 * ({@code RoundVisits}, {@code VisitTask}), merge ({@code RoundMerge}), commit ({@code CommitLog}). Tasks write segments
 * of some seconds ({@code Segment}), which a killed round goes on from; {@code ArchiveTable} joins them in the end. What
 * one visit does is {@code data.crawl}'s.
 */
package io.bloomery.jobs.crawl;
