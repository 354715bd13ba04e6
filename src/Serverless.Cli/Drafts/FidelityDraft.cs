using System.Text.Json.Nodes;
using Serverless.Algorithms;
using Serverless.Algorithms.Options;

namespace Serverless.Cli.Drafts;

/// <summary>Fits a request to begin with to an algorithm that says itself how far candidates are trained.</summary>
static class FidelityDraft
{
    /// <summary>Enough to tell the fidelities apart.</summary>
    const int Epochs = 12;

    const string PopulationSize = "populationSize";

    /// <summary>Limits a request by epochs, of which at most half go before the first whole training where options can make it so.</summary>
    /// <param name="request">What was written so far.</param>
    /// <param name="description">The algorithm.</param>
    /// <param name="trainings">How many whole trainings the epochs are enough for.</param>
    public static void Fit(JsonObject request, AlgorithmDescription description, int trainings)
    {
        var budget = (long)Epochs * trainings;
        request["training"]!["epochs"] = Epochs;
        request["budgets"] = new JsonObject { ["epochs"] = budget, ["wallClockSeconds"] = 3600 };
        var usual = new AlgorithmSpecification { Name = description.Name }.Completed();
        if (AlgorithmFidelities.BeforeFull(usual).Count == 0 || ToFull(usual) <= budget / 2)
        {
            return;
        }

        var smaller = Enumerable.Range(description.Whole(PopulationSize)!.Least, usual.PopulationSize!.Value).Reverse().Select(size => usual with { PopulationSize = size }).ToList();
        if (smaller.Find(specification => ToFull(specification) <= budget / 2) is { } fitting)
        {
            request["algorithm"]![PopulationSize] = fitting.PopulationSize;
        }
        else if (smaller.Find(specification => ToFull(specification) <= budget) is { } least)
        {
            request["algorithm"]![PopulationSize] = least.PopulationSize;
        }
        else
        {
            // So few trainings are whole ones.
            request["algorithm"]!["rungs"] = 1;
        }
    }

    static long ToFull(AlgorithmSpecification specification) =>
        AlgorithmFidelities.StepsToFull(specification, [.. AlgorithmFidelities.Of(specification).Select(fidelity => fidelity.Of(Epochs))]);
}
