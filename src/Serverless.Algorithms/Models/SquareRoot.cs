using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>The square root of what is not negative, eight values at a time, to about 3e-16 relative; always inlined.</summary>
/// <remarks>
/// Newton's steps for the reciprocal root are products alone, which processors do several times as fast as roots. Below 1e-200 the result
/// is 1e-100.
/// </remarks>
static class SquareRoot
{
    const double Least = 1e-200;

    /// <summary>Less half of a number's bits: the reciprocal root within 3.5 percent.</summary>
    const long Guess = 0x5FE6EB50C7B537A9;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Of(Vector512<double> value)
    {
        var x = Vector512.MaxNative(Vector512.Create(Least), value);
        var half = -0.5 * x;
        var root = (Vector512.Create(Guess) - (x.AsInt64() >>> 1)).AsDouble();
        root = Next(Next(Next(root, half), half), half);

        // The last step is of the root itself.
        var whole = x * root;
        return Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(-whole, whole, x), 0.5 * root, whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Next(Vector512<double> root, Vector512<double> half) =>
        root * Vector512.FusedMultiplyAdd(half * root, root, Vector512.Create(1.5));
}
