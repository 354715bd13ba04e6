using System.Globalization;
using Serverless.Core.Budgets;

namespace Serverless.Cli.Output;

/// <summary>Describes budgets in words.</summary>
public static class BudgetText
{
    /// <summary>Describes limits, for example <c>36 trainings, 600 s of running</c>.</summary>
    public static string Of(BudgetLimits limits)
    {
        string?[] parts =
        [
            Part(limits.Trainings, "training"),
            Part(limits.Epochs, "epochs"),
            Part(limits.Evaluations, "evaluation"),
            Part(limits.Generations, "generation"),
            limits.GpuSeconds is { } gpu ? $"{gpu.ToString(CultureInfo.InvariantCulture)} GPU seconds" : null,
            limits is { Cost: { } cost, Prices: { } prices } ? $"{cost.ToString(CultureInfo.InvariantCulture)} {prices.Currency}" : null,
            limits.WallClockSeconds is { } seconds ? $"{seconds.ToString(CultureInfo.InvariantCulture)} s of running time" : null,
            Part(limits.NoImprovementGenerations, "generation", " without improvement"),
            Part(limits.NoImprovementEvaluations, "evaluation", " without improvement"),
            limits.TargetHypervolume is { } volume ? $"{volume.ToString(CultureInfo.InvariantCulture)} of hypervolume" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>
    /// Describes the stall limits, for example <c>1 of 3 generations, 7 of 40 evaluations</c>; empty for a search without such limits.
    /// </summary>
    public static string WithoutImprovement(BudgetLedger ledger)
    {
        string?[] parts =
        [
            Use(ledger.GenerationsWithoutImprovement, ledger.Limits.NoImprovementGenerations, "generations"),
            Use(ledger.EvaluationsWithoutImprovement, ledger.Limits.NoImprovementEvaluations, "evaluations"),
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>
    /// Describes GPU seconds, for example <c>125.5 of 3600, 2.51 an epoch</c>; empty for a search that used none and has no limit of them.
    /// </summary>
    public static string GpuSeconds(BudgetLedger ledger)
    {
        if (ledger is { Limits.GpuSeconds: null, GpuSecondsSpent: 0 })
        {
            return "";
        }

        var limit = ledger.Limits.GpuSeconds is { } most ? string.Create(CultureInfo.InvariantCulture, $" of {most:0.#}") : "";
        var pace = ledger is { GpuSecondsSpent: > 0, EpochsSpent: > 0 }
            ? string.Create(CultureInfo.InvariantCulture, $", {ledger.GpuSecondsSpent / ledger.EpochsSpent:0.###} an epoch")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{ledger.GpuSecondsSpent:0.0}{limit}{pace}");
    }

    /// <summary>Describes the cost, for example <c>1.25 of 20 EUR, 0.004 an epoch</c>; empty for a search without a limit of cost.</summary>
    public static string Cost(BudgetLedger ledger)
    {
        if (ledger is not { Limits: { Cost: { } limit, Prices: { } prices } })
        {
            return "";
        }

        var pace = ledger is { CostSpent: > 0, EpochsSpent: > 0 }
            ? string.Create(CultureInfo.InvariantCulture, $", {ledger.CostSpent / ledger.EpochsSpent:0.#####} an epoch")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{ledger.CostSpent:0.0###} of {limit:0.####} {prices.Currency}{pace}");
    }

    static string? Use(int used, int? limit, string unit) =>
        limit is { } most ? string.Create(CultureInfo.InvariantCulture, $"{used} of {most} {unit}") : null;

    static string? Part(int? limit, string unit, string what = "") =>
        limit is { } count ? $"{count.ToString(CultureInfo.InvariantCulture)} {unit}{(count == 1 ? "" : "s")}{what}" : null;
}
