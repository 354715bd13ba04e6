using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Policies;

/// <summary>A policy of independent decisions, whose weights are the logits of the decisions in order.</summary>
sealed class FactorisedPolicy : Policy
{
    readonly int[] _choices;
    readonly int[] _offsets;

    public FactorisedPolicy(SearchSpace space)
        : base(space)
    {
        _choices = [.. space.Dimensions.Select(dimension => dimension.Choices.Count)];
        _offsets = new int[_choices.Length];
        for (var i = 1; i < _choices.Length; i++)
        {
            _offsets[i] = _offsets[i - 1] + _choices[i - 1];
        }

        WeightCount = space.OneHotLength;
    }

    public override int WeightCount { get; }

    public override double[] Begin(RandomStream random) => new double[WeightCount];

    /// <summary>Returns the index of a decision's first logit.</summary>
    public int OffsetOf(int decision) => _offsets[decision];

    /// <summary>Returns the probabilities of a decision's choices.</summary>
    public double[] Probabilities(ReadOnlySpan<double> weights, int decision, double temperature = 1)
    {
        var probabilities = weights.Slice(_offsets[decision], _choices[decision]).ToArray();
        Categorical.Softmax(probabilities, temperature);
        return probabilities;
    }

    public override Architecture Sample(ReadOnlySpan<double> weights, double temperature, RandomStream random)
    {
        var genotype = new int[_choices.Length];
        for (var i = 0; i < genotype.Length; i++)
        {
            if (Space.IsActive(genotype, i))
            {
                genotype[i] = Categorical.Draw(Probabilities(weights, i, temperature), random);
            }
        }

        return Space.Create(genotype);
    }

    public override double AddGradient(
        ReadOnlySpan<double> weights, ReadOnlySpan<int> genotype, double temperature, double score, double bonus, Span<double> gradient)
    {
        var value = 0.0;
        for (var i = 0; i < genotype.Length; i++)
        {
            if (Space.IsActive(genotype, i))
            {
                var slopes = gradient.Slice(_offsets[i], _choices[i]);
                value += AddSlopes(Probabilities(weights, i, temperature), genotype[i], temperature, score, bonus, slopes);
            }
        }

        return value;
    }
}
