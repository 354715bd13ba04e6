using System.Globalization;
using Serverless.Core.Budgets;

namespace Serverless.Cli.Output;

/// <summary>Budgets in words.</summary>
public static class BudgetText
{
    /// <summary>For example <c>36 trainings, 600 s of running</c>.</summary>
    public static string Of(BudgetLimits limits)
    {
        string?[] parts =
        [
            Part(limits.Trainings, "training"),
            Part(limits.Epochs, "epochs"),
            Part(limits.Evaluations, "evaluation"),
            Part(limits.Generations, "generation"),
            limits.WallClockSeconds is { } seconds ? $"{seconds.ToString(CultureInfo.InvariantCulture)} s of running" : null,
            Part(limits.NoImprovementGenerations, "generation", " without improvement"),
            Part(limits.NoImprovementEvaluations, "evaluation", " without improvement"),
            limits.TargetHypervolume is { } volume ? $"{volume.ToString(CultureInfo.InvariantCulture)} of hypervolume" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>For example <c>1 of 3 generations, 7 of 40 evaluations</c>; empty for a search without such limits.</summary>
    public static string WithoutImprovement(BudgetLedger ledger)
    {
        string?[] parts =
        [
            Use(ledger.GenerationsWithoutImprovement, ledger.Limits.NoImprovementGenerations, "generations"),
            Use(ledger.EvaluationsWithoutImprovement, ledger.Limits.NoImprovementEvaluations, "evaluations"),
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    static string? Use(int used, int? limit, string unit) =>
        limit is { } most ? string.Create(CultureInfo.InvariantCulture, $"{used} of {most} {unit}") : null;

    static string? Part(int? limit, string unit, string what = "") =>
        limit is { } count ? $"{count.ToString(CultureInfo.InvariantCulture)} {unit}{(count == 1 ? "" : "s")}{what}" : null;
}
