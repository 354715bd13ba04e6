using Serverless.Cli.Output;
using Serverless.Core.Evaluations;

namespace Serverless.Cli.Reports;

/// <summary>Outcomes of single candidates in words.</summary>
public static class CandidateOutcomeText
{
    /// <summary>The outcome of an evaluation that has ended.</summary>
    public static Outcome GroupOf(Evaluation evaluation) => evaluation.Status switch
    {
        EvaluationStatus.Completed => Outcome.Completed,
        EvaluationStatus.EarlyStopped => Outcome.EarlyStopped,
        EvaluationStatus.Infeasible => Outcome.Infeasible,
        _ => Outcome.Failed,
    };

    /// <summary>For example <c>stopped at rung 1, after 4 epochs</c>.</summary>
    /// <param name="evaluation">One that has ended.</param>
    /// <param name="isTrained">Whether the search trains its candidates; otherwise it looks them up.</param>
    public static string Of(Evaluation evaluation, bool isTrained) => GroupOf(evaluation) switch
    {
        Outcome.Completed => !isTrained ? "looked up" : evaluation.Cached ? "from cache" : "trained",
        Outcome.Infeasible => !isTrained ? "infeasible" : evaluation.Cost.TrainedOn is not null || evaluation.Cached ? "infeasible, known after its training" : "infeasible, not trained",
        Outcome.EarlyStopped when evaluation.Rungs is [.., { Epochs: 0 }] => "stopped untrained, by zero-cost proxies",
        Outcome.EarlyStopped when evaluation.Rungs is [.., var last] => $"stopped at rung {last.Rung}, after {last.Epochs} epochs",
        Outcome.EarlyStopped => "stopped early",
        _ => evaluation.Error is { } error ? $"given up: {PlainText.Of(error)}" : "given up",
    };

    /// <summary>The name of a group of candidates, for tiles.</summary>
    /// <param name="outcome">Theirs.</param>
    /// <param name="isTrained">Whether the search trains its candidates; otherwise it looks them up.</param>
    public static string Words(Outcome outcome, bool isTrained) => outcome switch
    {
        Outcome.Completed => isTrained ? "trained to the end" : "looked up",
        Outcome.EarlyStopped => "stopped early",
        Outcome.Infeasible => "infeasible",
        _ => "given up",
    };
}

/// <summary>What became of a candidate, as tiles, tables and charts of a report tell it alike.</summary>
public enum Outcome
{
    /// <summary>It has its values: trained to the end, from the cache, or looked up.</summary>
    Completed,

    /// <summary>Trained for a part of the epochs, and not beyond.</summary>
    EarlyStopped,

    /// <summary>Given up: it failed, or the search ended first.</summary>
    Failed,

    /// <summary>It breaks a constraint; not trained where that was known before.</summary>
    Infeasible,
}
