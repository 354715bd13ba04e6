using Serverless.Algorithms.AgeMoea2;
using Serverless.Algorithms.BulkAndCut;
using Serverless.Algorithms.DppNet;
using Serverless.Algorithms.GpEhvi;
using Serverless.Algorithms.Lamoo;
using Serverless.Algorithms.MoBananas;
using Serverless.Algorithms.MoBohb;
using Serverless.Algorithms.MoHdnas;
using Serverless.Algorithms.Moboga;
using Serverless.Algorithms.Moead;
using Serverless.Algorithms.Monas;
using Serverless.Algorithms.Morbo;
using Serverless.Algorithms.MsEhvi;
using Serverless.Algorithms.MtfPdns;
using Serverless.Algorithms.NeighbourhoodEvolution;
using Serverless.Algorithms.Npg;
using Serverless.Algorithms.Nsga2;
using Serverless.Algorithms.Options;
using Serverless.Algorithms.ParetoLocalSearch;
using Serverless.Algorithms.Proposals;
using Serverless.Algorithms.Qnehvi;
using Serverless.Algorithms.Qnparego;
using Serverless.Algorithms.RegularisedEvolution;
using Serverless.Algorithms.Sampling;
using Serverless.Algorithms.ShEmoa;
using Serverless.Algorithms.SmsEmoa;
using Serverless.Algorithms.Tpe;
using Serverless.Algorithms.Unas;
using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>Creates the search algorithms that requests can name.</summary>
public static class SearchAlgorithms
{
    /// <summary>
    /// The names of the algorithms, in ordinal order; <see cref="AlgorithmDescription"/> says what each is and which options it has.
    /// </summary>
    public static IReadOnlyList<string> Names => AlgorithmDescription.Names;

    /// <summary>Creates an algorithm, either new or from a stored state.</summary>
    /// <param name="specification">
    /// The algorithm and its options. Missing options take their defaults; options that the algorithm does not have are ignored.
    /// </param>
    /// <param name="space">The space to search.</param>
    /// <param name="seed">The seed of all random numbers.</param>
    /// <param name="state">The state of an algorithm with the same specification, space and seed; null to start a new one.</param>
    /// <param name="problem">
    /// What is known before anything is evaluated; algorithms without models use only its seeds. Null if nothing is known.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There is no algorithm of that name, or the state is invalid or belongs to another algorithm, space, seed or version.
    /// </exception>
    public static ISearchAlgorithm Create(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition? problem = null)
    {
        Check(specification, space, seed, state);
        var completed = specification.Completed();
        problem ??= ProblemDefinition.Unknown;
        SearchAlgorithm algorithm = completed.Name switch
        {
            AgeMoea2Algorithm.AlgorithmName => new AgeMoea2Algorithm(completed, space, seed, state),
            BulkAndCutAlgorithm.AlgorithmName => new BulkAndCutAlgorithm(completed, space, seed, state),
            DppNetAlgorithm.AlgorithmName => new DppNetAlgorithm(completed, space, seed, state, problem),
            GpEhviAlgorithm.AlgorithmName => new GpEhviAlgorithm(completed, space, seed, state, problem),
            LamooAlgorithm.AlgorithmName => new LamooAlgorithm(completed, space, seed, state, problem),
            LatinHypercubeSearch.AlgorithmName => new LatinHypercubeSearch(completed, space, seed, state),
            MoBananasAlgorithm.AlgorithmName => new MoBananasAlgorithm(completed, space, seed, state),
            MoBohbAlgorithm.AlgorithmName => new MoBohbAlgorithm(completed, space, seed, state),
            MoHdnasAlgorithm.AlgorithmName => new MoHdnasAlgorithm(completed, space, seed, state),
            MobogaAlgorithm.AlgorithmName => new MobogaAlgorithm(completed, space, seed, state, problem),
            MoeadAlgorithm.AlgorithmName => new MoeadAlgorithm(completed, space, seed, state),
            MonasAlgorithm.AlgorithmName => new MonasAlgorithm(completed, space, seed, state, problem),
            MorboAlgorithm.AlgorithmName => new MorboAlgorithm(completed, space, seed, state, problem),
            MsEhviAlgorithm.AlgorithmName => new MsEhviAlgorithm(completed, space, seed, state, problem),
            MtfPdnsAlgorithm.AlgorithmName => new MtfPdnsAlgorithm(completed, space, seed, state),
            NeighbourhoodEvolutionAlgorithm.AlgorithmName => new NeighbourhoodEvolutionAlgorithm(completed, space, seed, state),
            NpgAlgorithm.AlgorithmName => new NpgAlgorithm(completed, space, seed, state),
            Nsga2Algorithm.AlgorithmName => new Nsga2Algorithm(completed, space, seed, state),
            ParetoLocalSearchAlgorithm.AlgorithmName => new ParetoLocalSearchAlgorithm(completed, space, seed, state),
            QnehviAlgorithm.AlgorithmName => new QnehviAlgorithm(completed, space, seed, state, problem),
            QnparegoAlgorithm.AlgorithmName => new QnparegoAlgorithm(completed, space, seed, state, problem),
            RandomSearch.AlgorithmName => new RandomSearch(space, seed, state),
            RegularisedEvolutionAlgorithm.AlgorithmName => new RegularisedEvolutionAlgorithm(completed, space, seed, state),
            ShEmoaAlgorithm.AlgorithmName => new ShEmoaAlgorithm(completed, space, seed, state),
            SmsEmoaAlgorithm.AlgorithmName => new SmsEmoaAlgorithm(completed, space, seed, state),
            SobolSearch.AlgorithmName => new SobolSearch(space, seed, state),
            TpeAlgorithm.AlgorithmName => new TpeAlgorithm(completed, space, seed, state),
            UnasAlgorithm.AlgorithmName => new UnasAlgorithm(completed, space, seed, state, problem),
            _ => throw new InvalidOperationException($"The algorithm '{completed.Name}' is described but not implemented."),
        };
        algorithm.Seeds = problem.Seeds;
        return algorithm;
    }

    static void Check(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
    {
        if (state is null)
        {
            return;
        }

        if (state.Algorithm != specification.Name || state.Space != space.Name || state.Seed != seed)
        {
            throw new ArgumentException(
                $"The state is of {state.Algorithm} on {state.Space} with seed {state.Seed}, "
                + $"not of {specification.Name} on {space.Name} with seed {seed}.",
                nameof(state));
        }

        if (state.SchemaVersion != AlgorithmState.CurrentSchemaVersion)
        {
            throw new ArgumentException(
                $"The state is of version {state.SchemaVersion}; version {AlgorithmState.CurrentSchemaVersion} is read. Start the search again.",
                nameof(state));
        }
    }
}
