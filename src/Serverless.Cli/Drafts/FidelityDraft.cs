using System.Text.Json.Nodes;
using Serverless.Algorithms;
using Serverless.Algorithms.Options;

namespace Serverless.Cli.Drafts;

/// <summary>Adapts a draft of a request to an algorithm that chooses the fidelity of candidates itself.</summary>
static class FidelityDraft
{
    /// <summary>The epochs of a full training, which are enough to distinguish the fidelities.</summary>
    const int Epochs = 12;

    const string PopulationSize = "populationSize";

    /// <summary>Limits a request by epochs, at most half of which precede the first full training where options can achieve that.</summary>
    /// <param name="request">The draft so far.</param>
    /// <param name="description">The algorithm.</param>
    /// <param name="trainings">The number of full trainings that the epochs pay for.</param>
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
            // With so few trainings, all are full ones.
            request["algorithm"]!["rungs"] = 1;
        }
    }

    static long ToFull(AlgorithmSpecification specification) =>
        AlgorithmFidelities.StepsToFull(specification, [.. AlgorithmFidelities.Of(specification).Select(fidelity => fidelity.Of(Epochs))]);
}
