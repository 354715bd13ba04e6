using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>A sum of kernels over blocks of features, with the priors of its parameters.</summary>
/// <remarks>
/// All parameters are logarithms: first each term's amplitude (a variance) and the length scales of its blocks, and last the variance of the noise.
/// Priors are normal on the logarithms. Objectives are standardised, so amplitudes are around 1/terms.
/// </remarks>
sealed class AdditiveKernel
{
    const double TypicalNoise = 0.02;
    const double NoiseSpread = 1.5;
    const double TypicalLength = 1;

    readonly int[] _lengthStarts;

    /// <param name="terms">The terms of the sum, at least one.</param>
    public AdditiveKernel(IReadOnlyList<KernelTerm> terms)
    {
        Terms = terms;
        _lengthStarts = new int[terms.Count];
        var next = terms.Count;
        for (var term = 0; term < terms.Count; term++)
        {
            _lengthStarts[term] = next;
            next += terms[term].Kind == KernelKind.Linear ? 0 : terms[term].Blocks.Count;
        }

        ParameterCount = next + 1;
        PriorMeans = new double[ParameterCount];
        PriorSpreads = new double[ParameterCount];
        PriorSpreads.AsSpan().Fill(1);
        PriorMeans.AsSpan(0, terms.Count).Fill(Math.Log(1.0 / terms.Count));
        PriorMeans.AsSpan(terms.Count..^1).Fill(Math.Log(TypicalLength));
        PriorMeans[^1] = Math.Log(TypicalNoise);
        PriorSpreads[^1] = NoiseSpread;
    }

    public IReadOnlyList<KernelTerm> Terms { get; }

    public int ParameterCount { get; }

    public double[] PriorMeans { get; }

    public double[] PriorSpreads { get; }

    /// <summary>Creates a kernel with a linear term for each block of quantities, and a term over distances for each group of blocks.</summary>
    /// <param name="table">The table that holds the blocks.</param>
    /// <param name="distances">The form of the terms over distances.</param>
    public static AdditiveKernel For(FeatureTable table, KernelKind distances = KernelKind.Matern52) => new(
    [
        .. table.Blocks.Index().Where(block => block.Item.IsQuantity).Select(block => new KernelTerm(KernelKind.Linear, [block.Index])),
        .. table.Groups.Select(group => new KernelTerm(distances, group)),
    ]);

    /// <summary>Returns the index of a term's first length scale among the parameters.</summary>
    public int LengthsOf(int term) => _lengthStarts[term];

    /// <summary>Returns the factor for a block's squared distances.</summary>
    public double Scale(int term, int place, ReadOnlySpan<double> parameters) =>
        Math.Exp(-PowerOf(Terms[term].Kind) * parameters[_lengthStarts[term] + place]);

    /// <summary>Returns the power of the length scale by which squared distances are divided: 1 if the distances count differing choices.</summary>
    public static int PowerOf(KernelKind kind) => kind == KernelKind.Hamming ? 1 : 2;

    /// <summary>Returns the correlation at scaled squared distances, for kernels over distances only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Value(KernelKind kind, Vector512<double> squared)
    {
        if (kind == KernelKind.Matern52)
        {
            var distance = SquareRoot.Of(5 * squared);
            return (Vector512<double>.One + distance + (5.0 / 3 * squared)) * Exponential.Of(-distance);
        }

        return Exponential.Of(kind == KernelKind.Hamming ? -squared : -0.5 * squared);
    }

    /// <summary>Returns the correlation at scaled squared distances, and its derivative with respect to them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Value, Vector512<double> Slope) Correlation(KernelKind kind, Vector512<double> squared)
    {
        switch (kind)
        {
            case KernelKind.Matern52:
                var distance = SquareRoot.Of(5 * squared);
                var decay = Exponential.Of(-distance);
                var one = Vector512<double>.One + distance;
                return ((one + (5.0 / 3 * squared)) * decay, -5.0 / 6 * one * decay);
            case KernelKind.SquaredExponential:
                var bell = Exponential.Of(-0.5 * squared);
                return (bell, -0.5 * bell);
            case KernelKind.Hamming:
                var same = Exponential.Of(-squared);
                return (same, -same);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only distance kernels have a correlation.");
        }
    }
}

/// <summary>One term of a sum of kernels.</summary>
/// <param name="Kind">The form of the kernel.</param>
/// <param name="Blocks">Consecutive blocks of a <see cref="FeatureTable"/>; a single one for a linear kernel.</param>
sealed record KernelTerm(KernelKind Kind, IReadOnlyList<int> Blocks);

/// <summary>The forms of kernels.</summary>
enum KernelKind
{
    /// <summary>The linear kernel: the product of the features.</summary>
    Linear,

    /// <summary>The Matérn kernel of smoothness 5/2.</summary>
    Matern52,

    /// <summary>The squared exponential (Gaussian) kernel.</summary>
    SquaredExponential,

    /// <summary>A kernel that decays with the number of choices that differ, for blocks of one-hot choices.</summary>
    Hamming,
}
