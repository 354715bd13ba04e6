using Serverless.Algorithms;
using Serverless.Algorithms.Options;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/algorithm</c>: a name, and the options of the algorithm of that name.</summary>
static class AlgorithmSection
{
    /// <summary>Accepts the options of every algorithm. Used when the name is wrong, so that only the name is reported.</summary>
    static readonly AlgorithmDescription Anything = new(
        "", "", [.. AlgorithmDescription.All.SelectMany(description => description.Options).DistinctBy(option => option.Name)]);

    public static AlgorithmSpecification Read(JsonFields fields, RequestCatalogue catalogue)
    {
        var name = fields.RequiredName("name", "search algorithm", catalogue.Algorithms);
        var description = name is null ? null : AlgorithmDescription.Find(name);
        var algorithm = ReadOptions(fields, name ?? "", description ?? Anything);
        fields.ReportUnknown();
        return description is null ? algorithm : algorithm.Completed();
    }

    static AlgorithmSpecification ReadOptions(JsonFields fields, string name, AlgorithmDescription description)
    {
        int? Whole(string option) => description.Whole(option) is { } known ? fields.OptionalWhole(option, known.Least, known.Most) : null;
        double? Number(string option) => description.Number(option) is { } known
            ? fields.Number(option, $" from {known.Least} to {known.Most}", value => value >= known.Least && value <= known.Most)
            : null;
        string? Choice(string option) => description.Choice(option) is { } known && fields.Has(option)
            ? fields.RequiredName(option, option, known.Choices)
            : null;

        return new AlgorithmSpecification
        {
            Name = name,
            PopulationSize = Whole("populationSize"),
            BatchSize = Whole("batchSize"),
            Crossover = Choice("crossover"),
            CrossoverProbability = Number("crossoverProbability"),
            MutationProbability = Number("mutationProbability"),
            TournamentSize = Whole("tournamentSize"),
            Scalarisation = Choice("scalarisation"),
            NeighbourhoodSize = Whole("neighbourhoodSize"),
            InitialSamples = Whole("initialSamples"),
            TrainingSize = Whole("trainingSize"),
            CandidateSamples = Whole("candidateSamples"),
            PosteriorSamples = Whole("posteriorSamples"),
            Fantasies = Whole("fantasies"),
            Features = Choice("features"),
            Kernel = Choice("kernel"),
            Transform = Choice("transform"),
            Model = Choice("model"),
            Inner = Choice("inner"),
            Reference = description.HasReference ? fields.Text("reference") : null,
            CostDiversity = description.Flag("costDiversity") is not null && fields.Has("costDiversity") ? fields.Boolean("costDiversity") : null,
            Policy = Choice("policy"),
            Reward = Choice("reward"),
            Estimator = Choice("estimator"),
            Alpha = Number("alpha"),
            CycleEvaluations = Whole("cycleEvaluations"),
            LearningRate = Number("learningRate"),
            EntropyWeight = Number("entropyWeight"),
            DesignSize = Whole("designSize"),
            Rungs = Whole("rungs"),
            ReductionFactor = Whole("reductionFactor"),
            RungEvaluations = Whole("rungEvaluations"),
            BulkEvaluations = Whole("bulkEvaluations"),
        };
    }
}
