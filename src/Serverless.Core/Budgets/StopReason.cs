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

    [JsonStringEnumMemberName("budgetWallClock")]
    BudgetWallClock,

    /// <summary>Every architecture of the space has been proposed.</summary>
    [JsonStringEnumMemberName("spaceExhausted")]
    SpaceExhausted,

    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    [JsonStringEnumMemberName("failed")]
    Failed,
}
