using System.Runtime.InteropServices;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Policies;

/// <summary>
/// The weights of a policy with everything needed to continue learning: the moments of Adam, the baselines of rewards and the ranges of objectives.
/// </summary>
/// <remarks>
/// Kingma, Ba 2015. Weights and moments are rounded to single precision after every step, so that a learner that was stored continues exactly like
/// one that was not.
/// </remarks>
sealed class PolicyLearner
{
    const double FirstDecay = 0.9;
    const double SecondDecay = 0.999;
    const double Least = 1e-8;

    /// <summary>The decay of a baseline with each reward.</summary>
    const double BaselineDecay = 0.95;

    readonly Policy _policy;
    readonly double[] _first;
    readonly double[] _second;
    int _steps;
    double[] _baselines = [];

    /// <param name="policy">The policy that learns.</param>
    /// <param name="weights">The initial weights.</param>
    public PolicyLearner(Policy policy, double[] weights)
    {
        _policy = policy;
        Weights = Array.ConvertAll(weights, weight => (double)(float)weight);
        _first = new double[weights.Length];
        _second = new double[weights.Length];
    }

    public double[] Weights { get; }

    public SeenRanges Ranges { get; private set; } = new(0);

    /// <summary>Creates a learner with new weights that keeps the ranges seen so far.</summary>
    public PolicyLearner Begin(RandomStream random) => new(_policy, _policy.Begin(random)) { Ranges = Ranges };

    /// <summary>Reads the state that <see cref="Save"/> wrote.</summary>
    /// <param name="policy">The policy that learns.</param>
    /// <param name="state">The state of a search with that policy.</param>
    /// <exception cref="ArgumentException">The weights do not belong to this policy.</exception>
    public static PolicyLearner Load(Policy policy, AlgorithmState state)
    {
        var numbers = (state.Parameters ?? []).ToArray();
        var bytes = new byte[3 * policy.WeightCount * sizeof(float)];
        if (numbers.Length < 2 || !Convert.TryFromBase64String(state.Weights ?? "", bytes, out var length) || length != bytes.Length)
        {
            throw new ArgumentException($"The state's weights are not three times {policy.WeightCount} numbers in base64; start the search again.", nameof(state));
        }

        var values = Array.ConvertAll(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), value => (double)value);
        var baselines = (int)numbers[1];
        var learner = new PolicyLearner(policy, values[..policy.WeightCount])
        {
            _steps = (int)numbers[0],
            _baselines = numbers[2..(2 + baselines)],
            Ranges = new SeenRanges(numbers.AsSpan(2 + baselines)),
        };
        values.AsSpan(policy.WeightCount, policy.WeightCount).CopyTo(learner._first);
        values.AsSpan(2 * policy.WeightCount).CopyTo(learner._second);
        return learner;
    }

    public AlgorithmState Save(AlgorithmState state)
    {
        var values = Array.ConvertAll([.. Weights, .. _first, .. _second], value => (float)value);
        return state with
        {
            Weights = Convert.ToBase64String(MemoryMarshal.AsBytes(values.AsSpan())),
            Parameters = [_steps, _baselines.Length, .. _baselines, .. Ranges.Save()],
        };
    }

    /// <summary>Includes objectives in the ranges.</summary>
    public void See(double[] objectives)
    {
        Ranges = Ranges.Count == 0 ? new SeenRanges(objectives.Length) : Ranges;
        Ranges.Include(objectives);
    }

    /// <summary>
    /// Returns the baselines before some rewards, and then moves them towards each of the rewards in turn; the first baselines are the mean of the
    /// rewards.
    /// </summary>
    /// <param name="rewards">The rewards in the order in which they were observed, with the same number of values each.</param>
    public double[] Baselines(IReadOnlyList<double[]> rewards)
    {
        if (_baselines.Length == 0)
        {
            _baselines = [.. Enumerable.Range(0, rewards[0].Length).Select(place => rewards.Average(reward => reward[place]))];
        }

        double[] before = [.. _baselines];
        foreach (var reward in rewards)
        {
            for (var i = 0; i < _baselines.Length; i++)
            {
                _baselines[i] = (BaselineDecay * _baselines[i]) + ((1 - BaselineDecay) * reward[i]);
            }
        }

        return before;
    }

    /// <summary>Takes one step up the gradient.</summary>
    /// <param name="gradient">The gradient, one derivative for each weight.</param>
    /// <param name="rate">The learning rate.</param>
    public void Step(ReadOnlySpan<double> gradient, double rate)
    {
        _steps++;
        var first = 1 - Math.Pow(FirstDecay, _steps);
        var second = 1 - Math.Pow(SecondDecay, _steps);
        for (var i = 0; i < Weights.Length; i++)
        {
            _first[i] = (float)((FirstDecay * _first[i]) + ((1 - FirstDecay) * gradient[i]));
            _second[i] = (float)((SecondDecay * _second[i]) + ((1 - SecondDecay) * gradient[i] * gradient[i]));
            Weights[i] = (float)(Weights[i] + (rate * (_first[i] / first) / (Math.Sqrt(_second[i] / second) + Least)));
        }
    }
}
