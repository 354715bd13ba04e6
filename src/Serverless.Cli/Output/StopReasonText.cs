using Serverless.Core.Budgets;

namespace Serverless.Cli.Output;

/// <summary>Describes in words why a search ended.</summary>
public static class StopReasonText
{
    public static string Of(StopReason? reason) => reason switch
    {
        null => "",
        StopReason.BudgetTrainings => "trainings used up",
        StopReason.BudgetEpochs => "epochs used up",
        StopReason.BudgetEvaluations => "evaluations used up",
        StopReason.BudgetGenerations => "generations used up",
        StopReason.BudgetGpuSeconds => "GPU seconds used up",
        StopReason.BudgetCost => "cost used up",
        StopReason.BudgetWallClock => "time used up",
        StopReason.NoImprovementGenerations => "no improvement over generations",
        StopReason.NoImprovementEvaluations => "no improvement over evaluations",
        StopReason.TargetHypervolume => "target reached",
        StopReason.SpaceExhausted => "whole space proposed",
        StopReason.Cancelled => "cancelled",
        StopReason.Failed => "failed",
        _ => reason.Value.ToString(),
    };
}
