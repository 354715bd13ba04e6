namespace Serverless.Domain.Searches.Algorithms;

/// <summary>What requests can name and say of each algorithm.</summary>
/// <remarks>
/// Defaults hold for every space. Populations of 20 because small ones turn over more often within the few hundred evaluations that
/// trainings allow; peers' runs with 50 are behind theirs with 20 up to some 300 evaluations.
/// </remarks>
static class AlgorithmList
{
    const int DefaultPopulation = 20;

    static readonly WholeOption Batch = new(
        "batchSize", "Candidates per generation; without it the population's size, but at most 8.", 1, 200, Default: null);

    static readonly AlgorithmOption[] Variation =
    [
        new ChoiceOption("crossover", "How the decisions of two parents are mixed.", CrossoverNames.All, CrossoverNames.Uniform),
        new NumberOption("crossoverProbability", "The probability that a child has two parents.", 0, 1, 0.9),
        new NumberOption("mutationProbability", "The probability that a decision of a child is changed; without it 1/decisions.", 0, 1, Default: null),
    ];

    public static IReadOnlyList<AlgorithmDescription> Entries { get; } =
    [
        new("random", "Uniform samples without repetition.", [Batch]),
        new("nsga2", "NSGA-II: rank, crowding distance, elitist survival.", [Population(2), Batch, .. Variation]),
    ];

    static WholeOption Population(int least) =>
        new("populationSize", "Candidates that parents are chosen from.", least, 200, DefaultPopulation);
}
