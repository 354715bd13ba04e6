using System.Globalization;
using Serverless.Algorithms;
using Serverless.Core.Fidelities;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>
/// Finds limits that end a search before its first whole training, for algorithms that decide themselves how long candidates are trained.
/// </summary>
public static class FidelityWarnings
{
    /// <summary>Returns one warning for each such limit. Pure.</summary>
    /// <param name="request">A valid request.</param>
    public static IReadOnlyList<FieldError> Of(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!OwnFidelities.AreOf(request) || AlgorithmFidelities.BeforeFull(request.Algorithm) is not { Count: > 0 } stages)
        {
            return [];
        }

        var (budgets, ladder) = (request.Budgets, RungLadder.Of(request));
        var epochs = AlgorithmFidelities.StepsToFull(request.Algorithm, [.. Enumerable.Range(1, ladder.Count).Select(ladder.EpochsUpTo)]);
        var begun = stages.Sum(stage => stage.New);
        return
        [
            .. Short("epochs", budgets.Epochs, epochs),
            .. Short("gpuSeconds", budgets.GpuSeconds, epochs * budgets.GpuSecondsPerEpoch),
            .. Short("trainings", budgets.Trainings, begun),
            .. Short("evaluations", budgets.Evaluations, stages.Sum(stage => stage.New + stage.Again) + 1),
        ];

        IEnumerable<FieldError> Short(string name, double? limit, double? needed) => limit < needed
            ? [new FieldError($"/budgets/{name}", string.Create(
                CultureInfo.InvariantCulture,
                $"'{request.Algorithm.Name}' starts {begun:N0} candidates that it does not train to the end before the first that it does, which takes {needed:N0} of these: "
                + $"the front stays empty. Allow more, or give the algorithm a smaller populationSize, rungEvaluations or rungs."))]
            : [];
    }
}
