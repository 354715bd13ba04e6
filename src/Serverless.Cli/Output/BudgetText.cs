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
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    static string? Part(int? limit, string unit) =>
        limit is { } count ? $"{count.ToString(CultureInfo.InvariantCulture)} {unit}{(count == 1 ? "" : "s")}" : null;
}
