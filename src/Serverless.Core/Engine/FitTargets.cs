using Serverless.Core.Surrogates;
using Serverless.Core.Validation;

namespace Serverless.Core.Engine;

/// <summary>Determines the objectives of a search that a fit predicts: those that it names, or all, if its kind can.</summary>
public static class FitTargets
{
    /// <summary>Chooses targets, and their values of each example.</summary>
    /// <param name="fit">A valid request that names a search.</param>
    /// <param name="all">Examples with all predictable objectives of the search.</param>
    /// <returns>The examples with the chosen targets, or else the error.</returns>
    public static (LearnableExamples Chosen, FieldError? Fault) Choose(FitRequest fit, LearnableExamples all)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(all);
        string[] names = [.. all.Targets.Select(target => target.Name)];
        if (fit.Targets.FirstOrDefault(target => !names.Contains(target)) is { } unknown)
        {
            return (all, new FieldError(
                "/targets",
                $"{ErrorText.Text(unknown)} is not an objective of the search that can be predicted; "
                + $"use one of {ErrorText.Names(names)}.{NearestName.Hint(unknown, names)}"));
        }

        var chosen = all with { Targets = [.. all.Targets.Where(target => fit.Targets.Count == 0 || fit.Targets.Contains(target.Name))] };
        if (chosen.Targets.FirstOrDefault(target => !SurrogateDescription.CanPredict(fit.Kind, target)) is { } beyond)
        {
            string[] costs = [.. all.Targets.Where(target => SurrogateDescription.CanPredict(fit.Kind, target)).Select(target => target.Name)];
            return (all, costs.Length == 0
                ? new FieldError(
                    "/kind",
                    $"'{fit.Kind}' predicts costs of networks, but the search has no cost objective that is neither computed nor looked up; "
                    + $"use {ErrorText.Names(SurrogateDescription.Searchable)}.")
                : new FieldError(
                    "/targets",
                    $"'{fit.Kind}' predicts costs of networks, and {ErrorText.Text(beyond.Name)} is not a cost; use {ErrorText.Names(costs)}, or another kind."));
        }

        SurrogateExample Narrowed(SurrogateExample example) => example with
        {
            Values = chosen.Targets.Where(target => example.Values.ContainsKey(target.Name)).ToDictionary(target => target.Name, target => example.Values[target.Name]),
        };

        return (chosen with { Examples = [.. all.Examples.Select(Narrowed)] }, null);
    }
}
