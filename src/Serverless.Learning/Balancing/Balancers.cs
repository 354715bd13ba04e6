namespace Serverless.Learning.Balancing;

/// <summary>The balancers by name.</summary>
public static class Balancers
{
    public const string Equal = "equal";
    public const string Linear = "linear";
    public const string Chebyshev = "chebyshev";
    public const string SmoothChebyshev = "smooth-chebyshev";
    public const string EpsilonConstraint = "epsilon-constraint";
    public const string Uncertainty = "uncertainty";
    public const string GradNorm = "gradnorm";
    public const string Dwa = "dwa";
    public const string PcGrad = "pcgrad";
    public const string CaGrad = "cagrad";
    public const string Mgda = "mgda";

    /// <value>The balancers that need no options, in ordinal order.</value>
    public static IReadOnlyList<string> Names { get; } =
        [CaGrad, Chebyshev, Dwa, Equal, GradNorm, Mgda, PcGrad, SmoothChebyshev, Uncertainty];

    /// <summary>Creates a balancer.</summary>
    /// <param name="name">One of <see cref="Names"/>, <see cref="Linear"/> or <see cref="EpsilonConstraint"/>.</param>
    /// <param name="count">The number of losses, at least 1.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException">The balancer is unknown, or an option is out of range.</exception>
    internal static IBalancer Create(string name, int count, BalancerOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        options ??= new();
        Check(options, count);
        return name switch
        {
            Equal => new LinearBalancer(name, [.. Enumerable.Repeat(1.0 / count, count)]),
            Linear => new LinearBalancer(name, WeightsOf(options, count)),
            Chebyshev => new ChebyshevBalancer(WeightsOf(options, count), options.Ideal ?? new double[count]),
            SmoothChebyshev => new SmoothChebyshevBalancer(WeightsOf(options, count), options.Ideal ?? new double[count], options.Smoothness),
            EpsilonConstraint => new EpsilonConstraintBalancer(
                options.Limits ?? throw new ArgumentException($"'{EpsilonConstraint}' needs a limit for each loss but the first.", nameof(options))),
            Uncertainty => new UncertaintyBalancer(count, options.LearningRate),
            GradNorm => new GradNormBalancer(count, options.Asymmetry, options.LearningRate),
            Dwa => new DwaBalancer(count, options.Temperature, options.StepsPerEpoch),
            PcGrad => new PcGradBalancer(count),
            CaGrad => new CaGradBalancer(count, options.Aversion),
            Mgda => new MgdaBalancer(count, options.Normalisation),
            _ => throw new ArgumentException($"There is no balancer '{name}': {string.Join(", ", Names)}.", nameof(name)),
        };
    }

    static double[] WeightsOf(BalancerOptions options, int count) => options.Weights ?? [.. Enumerable.Repeat(1.0 / count, count)];

    static void Check(BalancerOptions options, int count)
    {
        if (options.Weights is { } weights
            && (weights.Length != count || weights.Any(weight => !(weight >= 0 && double.IsFinite(weight))) || weights.Sum() == 0))
        {
            throw new ArgumentException($"Weights must be {count} numbers, at least 0 and not all 0, not [{string.Join(", ", weights)}].", nameof(options));
        }

        if (options.Ideal is { } ideal && (ideal.Length != count || !ideal.All(double.IsFinite)))
        {
            throw new ArgumentException($"The ideal must be {count} finite numbers, not [{string.Join(", ", ideal)}].", nameof(options));
        }

        if (options.Limits is { } limits && (limits.Length != count - 1 || !limits.All(double.IsFinite)))
        {
            throw new ArgumentException(
                $"Limits must be {count - 1} finite numbers, one for each loss but the first, not [{string.Join(", ", limits)}].", nameof(options));
        }

        CheckAbove0(options.Smoothness, nameof(options.Smoothness));
        CheckAbove0(options.LearningRate, nameof(options.LearningRate));
        CheckAbove0(options.Temperature, nameof(options.Temperature));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.StepsPerEpoch, nameof(options));
        CheckAtLeast0(options.Asymmetry, nameof(options.Asymmetry));
        CheckAtLeast0(options.Aversion, nameof(options.Aversion));
    }

    static void CheckAbove0(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentException($"{name} must be a finite number above 0, not {value}.", name);
        }
    }

    static void CheckAtLeast0(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentException($"{name} must be a finite number of at least 0, not {value}.", name);
        }
    }
}
