using Serverless.Core.Objectives;

namespace Serverless.Core.Surrogates;

/// <summary>Which of a search's objectives a surrogate has to predict: those that take a training or a measurement.</summary>
public static class PredictableObjectives
{
    /// <summary>The objectives that are neither counted from an architecture nor looked up by a device.</summary>
    /// <param name="objectives">The search's.</param>
    /// <param name="isLookedUp">Whether the device of that id looks its metrics up.</param>
    /// <returns>In the order of the objectives.</returns>
    public static IReadOnlyList<Objective> Of(IReadOnlyList<Objective> objectives, Func<string, bool> isLookedUp) =>
        [
            .. objectives.Where(objective => Metric.Find(objective.Metric)?.Source != MetricSource.Analytic
                && (objective.Device is not { } device || !isLookedUp(device))),
        ];
}
