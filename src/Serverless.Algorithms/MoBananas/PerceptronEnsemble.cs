using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.MoBananas;

/// <summary>Five networks that predict all objectives together, trained from different weights on the same candidates.</summary>
/// <remarks>
/// Positive objectives are learnt on a logarithmic scale, and all are scaled to zero mean and unit variance, since only the order of predictions is
/// used. A decision whose choices are numbers is one input from 0 to 1, any other decision is one-hot; a decision that does not count is all 0.
/// </remarks>
sealed class PerceptronEnsemble
{
    public const int Members = 5;

    readonly SearchSpace _space;
    readonly Perceptron[] _networks;

    PerceptronEnsemble(SearchSpace space, Perceptron[] networks) => (_space, _networks) = (space, networks);

    /// <summary>Returns whether there are enough members to train on.</summary>
    public static bool CanFit(IReadOnlyList<Member> members, int objectives) => members.Count(member => IsKnown(member, objectives)) >= 2;

    /// <summary>Trains the networks.</summary>
    /// <param name="space">The space of the members.</param>
    /// <param name="members">The observed candidates, see <see cref="CanFit"/>.</param>
    /// <param name="objectives">The number of objectives.</param>
    /// <param name="seed">The seed of initial weights and row orders.</param>
    /// <param name="generation">The generation, which is combined with the seed.</param>
    public static PerceptronEnsemble Fit(SearchSpace space, IReadOnlyList<Member> members, int objectives, long seed, int generation)
    {
        Member[] known = [.. members.Where(member => IsKnown(member, objectives))];
        double[][] inputs = [.. known.Select(member => Encode(space, member.Architecture))];
        double[][] targets = [.. known.Select(_ => new double[objectives])];
        for (var k = 0; k < objectives; k++)
        {
            var values = Standardise([.. known.Select(member => member.Objectives[k])]);
            for (var i = 0; i < known.Length; i++)
            {
                targets[i][k] = values[i];
            }
        }

        var networks = new Perceptron[Members];
        for (var network = 0; network < Members; network++)
        {
            var random = RandomStream.For(seed, generation, int.MaxValue - 100 - network);
            networks[network] = new Perceptron(inputs[0].Length, objectives, random);
            networks[network].Train(inputs, targets, random);
        }

        return new PerceptronEnsemble(space, networks);
    }

    /// <summary>Returns each network's predictions for some candidates: networks × (candidates × objectives, row-major).</summary>
    public double[][] Predict(IReadOnlyList<Architecture> candidates)
    {
        double[][] inputs = [.. candidates.Select(candidate => Encode(_space, candidate))];
        return Array.ConvertAll(_networks, network => inputs.SelectMany(network.Predict).ToArray());
    }

    /// <summary>Returns the network inputs for a candidate.</summary>
    public static double[] Encode(SearchSpace space, Architecture architecture)
    {
        var inputs = new List<double>();
        for (var decision = 0; decision < space.Dimensions.Count; decision++)
        {
            var (dimension, choice) = (space.Dimensions[decision], architecture.Genotype[decision]);
            var isActive = space.IsActive(architecture, decision);
            if (dimension.Positions is { } positions)
            {
                inputs.Add(isActive ? positions[choice] : 0);
                continue;
            }

            inputs.AddRange(Enumerable.Range(0, dimension.Choices.Count).Select(other => isActive && other == choice ? 1.0 : 0));
        }

        return [.. inputs];
    }

    static bool IsKnown(Member member, int objectives) => Enumerable.Range(0, objectives).All(objective => TrainingSet.IsKnown(member, objective));

    static double[] Standardise(double[] values)
    {
        var transformed = values.Min() > 0 ? Array.ConvertAll(values, Math.Log) : values;
        var mean = transformed.Average();
        var deviation = Math.Sqrt(transformed.Average(value => (value - mean) * (value - mean)));
        return Array.ConvertAll(transformed, value => deviation > 0 ? (value - mean) / deviation : 0);
    }
}
