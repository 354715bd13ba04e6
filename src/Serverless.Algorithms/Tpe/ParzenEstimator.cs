using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tpe;

/// <summary>
/// A probability distribution over architectures: a mixture of a kernel for each observation, joint over all decisions, and a uniform prior.
/// </summary>
/// <remarks>
/// Aitchison, Aitken 1976 for the kernel of a decision: with n observations, every choice has the weight 1/(n + 1) and the observed one an additional
/// weight of 1, before normalisation. A decision that does not count in an observation is uniform in its kernel, and a decision that does not count
/// in a rated architecture is ignored, so that probabilities add up to 1 over genotypes whose uncounted decisions have their first choice.
/// O(observations × decisions) for each architecture.
/// </remarks>
sealed class ParzenEstimator
{
    /// <summary>The weight of the prior, in units of an observation's weight.</summary>
    const double PriorWeight = 1;

    /// <summary>A value in place of a choice that marks a decision that does not count.</summary>
    const int Uniform = -1;

    readonly SearchSpace _space;
    readonly int[][] _kernels;
    readonly double[] _weights;
    readonly double _totalWeight;
    readonly double[] _observed;
    readonly double[] _other;

    /// <param name="space">The space of the observations.</param>
    /// <param name="observations">The observations; if empty, only the prior is used.</param>
    /// <param name="weights">One positive weight for each observation.</param>
    public ParzenEstimator(SearchSpace space, IReadOnlyList<Architecture> observations, ReadOnlySpan<double> weights)
    {
        _space = space;
        _kernels = new int[observations.Count + 1][];
        _kernels[^1] = [.. Enumerable.Repeat(Uniform, space.Dimensions.Count)];
        for (var i = 0; i < observations.Count; i++)
        {
            _kernels[i] = [.. Enumerable.Range(0, space.Dimensions.Count).Select(dimension => space.IsActive(observations[i], dimension)
                ? observations[i].Genotype[dimension]
                : Uniform)];
        }

        _weights = [.. weights, PriorWeight];
        _totalWeight = _weights.Sum();
        var share = PriorWeight / _kernels.Length;
        _observed = [.. space.Dimensions.Select(dimension => (1 + share) / (1 + (share * dimension.Choices.Count)))];
        _other = [.. space.Dimensions.Select(dimension => share / (1 + (share * dimension.Choices.Count)))];
    }

    /// <summary>Returns the natural logarithm of an architecture's probability.</summary>
    public double LogProbability(Architecture architecture)
    {
        var logarithms = new double[_kernels.Length];
        var genotype = architecture.Genotype;
        for (var dimension = 0; dimension < genotype.Length; dimension++)
        {
            if (_space.IsActive(architecture, dimension))
            {
                var (observed, other) = (Math.Log(_observed[dimension]), Math.Log(_other[dimension]));
                var uniform = -Math.Log(_space.Dimensions[dimension].Choices.Count);
                for (var kernel = 0; kernel < _kernels.Length; kernel++)
                {
                    var choice = _kernels[kernel][dimension];
                    logarithms[kernel] += choice == genotype[dimension] ? observed : choice == Uniform ? uniform : other;
                }
            }
        }

        // Subtract the largest logarithm, so that probabilities of many decisions do not underflow.
        var largest = logarithms.Max();
        var sum = 0.0;
        for (var kernel = 0; kernel < _kernels.Length; kernel++)
        {
            sum += _weights[kernel] * Math.Exp(logarithms[kernel] - largest);
        }

        return largest + Math.Log(sum / _totalWeight);
    }

    /// <summary>Draws an architecture; decisions that do not count have their first choice.</summary>
    public Architecture Sample(RandomStream random)
    {
        var kernel = _kernels[Draw(random.NextDouble() * _totalWeight)];
        var genotype = new int[kernel.Length];
        for (var dimension = 0; dimension < genotype.Length; dimension++)
        {
            var choices = _space.Dimensions[dimension].Choices.Count;
            if (!_space.IsActive(genotype, dimension))
            {
                continue;
            }

            if (kernel[dimension] == Uniform)
            {
                genotype[dimension] = random.NextInt(choices);
            }
            else
            {
                var isObserved = choices == 1 || random.NextDouble() < _observed[dimension];
                genotype[dimension] = isObserved ? kernel[dimension] : (kernel[dimension] + 1 + random.NextInt(choices - 1)) % choices;
            }
        }

        return _space.Create(genotype);
    }

    int Draw(double weight)
    {
        var kernel = 0;
        while (kernel < _weights.Length - 1 && weight >= _weights[kernel])
        {
            weight -= _weights[kernel++];
        }

        return kernel;
    }
}
