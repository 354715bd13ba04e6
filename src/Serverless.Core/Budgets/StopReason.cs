using System.Text.Json.Serialization;

namespace Serverless.Core.Budgets;

/// <summary>Why a search ended.</summary>
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

    /// <summary>The GPU seconds are used up, or not enough for one whole training more.</summary>
    [JsonStringEnumMemberName("budgetGpuSeconds")]
    BudgetGpuSeconds,

    /// <summary>What may be paid is used up, or not enough for one whole training more.</summary>
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

    /// <summary>The front's hypervolume is what the request asks for.</summary>
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
