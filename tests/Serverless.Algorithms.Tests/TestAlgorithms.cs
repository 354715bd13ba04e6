using Serverless.Algorithms.Options;

namespace Serverless.Algorithms.Tests;

/// <summary>Small settings, so that a few evaluations show several generations.</summary>
static class TestAlgorithms
{
    public static AlgorithmSpecification Specification(string name, int populationSize = 8) => new()
    {
        Name = name,
        PopulationSize = Has(name, "populationSize") ? populationSize : null,
        InitialSamples = Has(name, "initialSamples") ? populationSize / 2 : null,
        TrainingSize = Has(name, "trainingSize") ? (name == "ms-ehvi" ? 2 : Has(name, "rungs") ? 3 : 4) * populationSize : null,
        Inner = Has(name, "inner") ? InnerNames.Nsga2 : null,
        CandidateSamples = name == "morbo" ? 4 * populationSize : null,
        PosteriorSamples = Has(name, "posteriorSamples") ? 16 : null,
    };

    /// <summary>Whether an algorithm learns models, which takes a thousand times longer than breeding.</summary>
    public static bool FitsModels(string name) => Has(name, "trainingSize");

    static bool Has(string name, string option) =>
        AlgorithmDescription.Find(name)?.Options.Any(known => known.Name == option) == true;
}
