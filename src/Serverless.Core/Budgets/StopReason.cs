using System.Text.Json.Serialization;

namespace Serverless.Core.Budgets;

/// <summary>The reason why a search ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StopReason>))]
public enum StopReason
{
    [JsonStringEnumMemberName("budgetTrainings")]
    BudgetTrainings,

    [JsonStringEnumMemberName("budgetEpochs")]
    BudgetEpochs,

    [JsonStringEnumMemberName("budgetEvaluations")]
    BudgetEvaluations,

    [JsonStringEnumMemberName("budgetGenerations")]
    BudgetGenerations,

    /// <summary>The GPU seconds are used up, or not enough for another whole training.</summary>
    [JsonStringEnumMemberName("budgetGpuSeconds")]
    BudgetGpuSeconds,

    /// <summary>The cost limit is used up, or not enough for another whole training.</summary>
    [JsonStringEnumMemberName("budgetCost")]
    BudgetCost,

    [JsonStringEnumMemberName("budgetWallClock")]
    BudgetWallClock,

    /// <summary>The front's hypervolume did not rise for as many generations in a row as the request allows.</summary>
    [JsonStringEnumMemberName("noImprovementGenerations")]
    NoImprovementGenerations,

    /// <summary>The front's hypervolume did not rise for as many evaluations in a row as the request allows.</summary>
    [JsonStringEnumMemberName("noImprovementEvaluations")]
    NoImprovementEvaluations,

    /// <summary>The front's hypervolume has reached the target of the request.</summary>
    [JsonStringEnumMemberName("targetHypervolume")]
    TargetHypervolume,

    /// <summary>Every architecture of the space has been proposed.</summary>
    [JsonStringEnumMemberName("spaceExhausted")]
    SpaceExhausted,

    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    [JsonStringEnumMemberName("failed")]
    Failed,
}
