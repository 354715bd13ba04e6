using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Surrogates.Searching;
using Serverless.Bench.Surrogates.Transfer;
using Serverless.Learning.Surrogates;

namespace Serverless.Bench.Surrogates;

/// <summary>One thing to do.</summary>
/// <param name="Key">What tells it from others, in journals.</param>
/// <param name="Group">What takes about as long.</param>
/// <param name="Unit">What is done one after the other by one process, since it shares fits.</param>
/// <param name="Run">Does it.</param>
sealed record EvaluationTask(string Key, string Group, string Unit, Func<JournalLine> Run)
{
    /// <summary>Everything that was asked for: fits, devices, searches. What they share is not safe to be used by several threads.</summary>
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

    // A kind that a space has nothing for is told and left out; the others go on.
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
