using System.Globalization;
using Serverless.Domain.Budgets;

namespace Serverless.Cli.Output;

/// <summary>Budgets in words.</summary>
public static class BudgetText
{
    /// <summary>For example <c>36 trainings, 600 s of running</c>.</summary>
    public static string Of(BudgetLimits limits)
    {
        string?[] parts =
        [
            Part(limits.Trainings, "trainings"),
            Part(limits.Evaluations, "evaluations"),
            Part(limits.Generations, "generations"),
            Part(limits.WallClockSeconds, "s of running"),
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    static string? Part(double? limit, string unit) => limit is { } value ? $"{value.ToString(CultureInfo.InvariantCulture)} {unit}" : null;
}
