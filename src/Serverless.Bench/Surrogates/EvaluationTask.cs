using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Surrogates.Searching;
using Serverless.Bench.Surrogates.Transfer;
using Serverless.Learning.Surrogates;

namespace Serverless.Bench.Surrogates;

/// <summary>A single task of an evaluation.</summary>
/// <param name="Key">The key that identifies the task in journals.</param>
/// <param name="Group">The group of tasks that take about as long.</param>
/// <param name="Unit">The unit of tasks that one process runs one after the other, since they share fits.</param>
/// <param name="Run">A function that runs the task.</param>
sealed record EvaluationTask(string Key, string Group, string Unit, Func<JournalLine> Run)
{
    /// <summary>Returns all tasks that were asked for: fits, devices and searches. What they share is not safe for use by several threads.</summary>
    public static IReadOnlyList<EvaluationTask> All(EvaluateOptions options, EvaluationPlan plan, CancellationToken cancellation)
    {
        var (keys, columns) = (new TaskKeys(options), new ColumnFits());
        return
        [
            .. plan.Ranks.Select(task => Of(task, keys.Of(task), options.Members, columns, cancellation)),
            .. plan.Transfers.Select(task => Of(task, keys.Of(task), options.References)),
            .. plan.Searches.Select(task => Of(task, TaskKeys.OfSearch(task), cancellation)),
        ];
    }

    // A kind that does not support a space is reported and left out; the others continue.
    static EvaluationTask Of(RankTask task, string key, int members, ColumnFits columns, CancellationToken cancellation) => new(
        key,
        FormattableString.Invariant($"{task.Label} {task.Size} {task.Cells.Problem.Metrics.Count}"),
        SurrogateFitters.Find(task.Kind)!.FitsTargetsApart ? task.Unit : key,
        () =>
        {
            try
            {
                return new JournalLine(key, Rank: RankRunner.Run(task, members, columns, cancellation));
            }
            catch (SurrogateFitException unsuited)
            {
                return new JournalLine(key, LeftOut: unsuited.Message);
            }
        });

    static EvaluationTask Of(TransferTask task, string key, int references) =>
        new(key, "devices", key, () => new JournalLine(key, Transfer: TransferRunner.Run(task, references)));

    static EvaluationTask Of(SearchTask task, string key, CancellationToken cancellation) =>
        new(key, $"searches {task.Algorithm.Label} {task.Kind}", key, () => new JournalLine(key, Search: SearchRunner.Run(task, cancellation)));
}
