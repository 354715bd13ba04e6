using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Surrogates.Searching;
using Serverless.Bench.Surrogates.Transfer;
using Serverless.Learning.Surrogates;

namespace Serverless.Bench.Surrogates;

/// <summary>One thing to do.</summary>
/// <param name="Key">What tells it from others, in journals.</param>
/// <param name="Group">What takes about as long.</param>
/// <param name="Run">Does it.</param>
sealed record EvaluationTask(string Key, string Group, Func<JournalLine> Run)
{
    /// <summary>A fit to judge. A kind that a space has nothing for is told and left out; the others go on.</summary>
    public static EvaluationTask Of(RankTask task, string key, int members, CancellationToken cancellation) => new(
        key,
        FormattableString.Invariant($"{task.Kind} {task.Size} {task.Cells.Problem.Metrics.Count}"),
        () =>
        {
            try
            {
                return new JournalLine(key, Rank: RankRunner.Run(task, members, cancellation));
            }
            catch (SurrogateFitException unsuited)
            {
                return new JournalLine(key, LeftOut: unsuited.Message);
            }
        });

    /// <summary>A device to leave out.</summary>
    public static EvaluationTask Of(TransferTask task, string key, int references) =>
        new(key, "devices", () => new JournalLine(key, Transfer: TransferRunner.Run(task, references)));

    /// <summary>A search.</summary>
    public static EvaluationTask Of(SearchTask task, string key, CancellationToken cancellation) =>
        new(key, $"searches {task.Algorithm.Label} {task.Kind}", () => new JournalLine(key, Search: SearchRunner.Run(task, cancellation)));
}
