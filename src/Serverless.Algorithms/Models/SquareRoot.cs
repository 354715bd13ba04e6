using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>Computes the square root of eight non-negative values at a time, with a relative error of about 3e-16; always inlined.</summary>
/// <remarks>
/// Newton's method for the reciprocal root needs only products, which processors compute several times as fast as roots. For values below 1e-200 the
/// result is 1e-100.
/// </remarks>
static class SquareRoot
{
    const double Least = 1e-200;

    /// <summary>This constant minus half of a number's bits gives the reciprocal root to within 3.5 percent.</summary>
    const long Guess = 0x5FE6EB50C7B537A9;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Of(Vector512<double> value)
    {
        var x = Vector512.MaxNative(Vector512.Create(Least), value);
        var half = -0.5 * x;
        var root = (Vector512.Create(Guess) - (x.AsInt64() >>> 1)).AsDouble();
        root = Next(Next(Next(root, half), half), half);

        // The last step of Newton's method is for the root itself.
        var whole = x * root;
        return Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(-whole, whole, x), 0.5 * root, whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Next(Vector512<double> root, Vector512<double> half) =>
        root * Vector512.FusedMultiplyAdd(half * root, root, Vector512.Create(1.5));
}
