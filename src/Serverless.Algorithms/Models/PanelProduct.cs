using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>The matrix product on which all dense computations are based: four rows by a panel of 32 columns, in registers.</summary>
/// <remarks>
/// Each column is a lane that sums its products in a fixed order, so a result depends neither on the vector width of the machine nor on the column's
/// position. Sizes are multiples of <see cref="Rows"/> and <see cref="Width"/>; callers pad.
/// </remarks>
static class PanelProduct
{
    public const int Rows = 4;
    public const int Width = 32;
    const int Lanes = 8;

    /// <summary>Adds sign · Σ a[row, step] · b[step, ·] to four rows of 32 columns.</summary>
    /// <param name="target">The first row; the others follow at the stride.</param>
    /// <param name="targetStride">The distance between rows of the target.</param>
    /// <param name="a">The factor of the first row and step.</param>
    /// <param name="rowStride">The distance from one row of a to the next.</param>
    /// <param name="stepStride">The distance from one step of a to the next.</param>
    /// <param name="b">The first row of the panel.</param>
    /// <param name="bStride">The distance between rows of the panel.</param>
    /// <param name="steps">The number of products in each sum.</param>
    /// <param name="isSubtracted">Whether the sum is subtracted instead.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(
        ref double target, int targetStride, ref double a, int rowStride, int stepStride, ref double b, int bStride, int steps, bool isSubtracted)
    {
        Vector512<double> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector512<double> s10 = default, s11 = default, s12 = default, s13 = default;
        Vector512<double> s20 = default, s21 = default, s22 = default, s23 = default;
        Vector512<double> s30 = default, s31 = default, s32 = default, s33 = default;
        ref var a1 = ref Unsafe.Add(ref a, rowStride);
        ref var a2 = ref Unsafe.Add(ref a1, rowStride);
        ref var a3 = ref Unsafe.Add(ref a2, rowStride);
        nint at = 0;
        nint bt = 0;
        for (var step = 0; step < steps; step++, at += stepStride, bt += bStride)
        {
            ref var row = ref Unsafe.Add(ref b, bt);
            var b0 = Vector512.LoadUnsafe(ref row);
            var b1 = Vector512.LoadUnsafe(ref row, Lanes);
            var b2 = Vector512.LoadUnsafe(ref row, 2 * Lanes);
            var b3 = Vector512.LoadUnsafe(ref row, 3 * Lanes);
            var f = Vector512.Create(Unsafe.Add(ref a, at));
            s00 = Vector512.FusedMultiplyAdd(f, b0, s00);
            s01 = Vector512.FusedMultiplyAdd(f, b1, s01);
            s02 = Vector512.FusedMultiplyAdd(f, b2, s02);
            s03 = Vector512.FusedMultiplyAdd(f, b3, s03);
            f = Vector512.Create(Unsafe.Add(ref a1, at));
            s10 = Vector512.FusedMultiplyAdd(f, b0, s10);
            s11 = Vector512.FusedMultiplyAdd(f, b1, s11);
            s12 = Vector512.FusedMultiplyAdd(f, b2, s12);
            s13 = Vector512.FusedMultiplyAdd(f, b3, s13);
            f = Vector512.Create(Unsafe.Add(ref a2, at));
            s20 = Vector512.FusedMultiplyAdd(f, b0, s20);
            s21 = Vector512.FusedMultiplyAdd(f, b1, s21);
            s22 = Vector512.FusedMultiplyAdd(f, b2, s22);
            s23 = Vector512.FusedMultiplyAdd(f, b3, s23);
            f = Vector512.Create(Unsafe.Add(ref a3, at));
            s30 = Vector512.FusedMultiplyAdd(f, b0, s30);
            s31 = Vector512.FusedMultiplyAdd(f, b1, s31);
            s32 = Vector512.FusedMultiplyAdd(f, b2, s32);
            s33 = Vector512.FusedMultiplyAdd(f, b3, s33);
        }

        Put(ref target, s00, s01, s02, s03, isSubtracted);
        Put(ref Unsafe.Add(ref target, targetStride), s10, s11, s12, s13, isSubtracted);
        Put(ref Unsafe.Add(ref target, 2 * targetStride), s20, s21, s22, s23, isSubtracted);
        Put(ref Unsafe.Add(ref target, 3 * targetStride), s30, s31, s32, s33, isSubtracted);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put(
        ref double row, Vector512<double> s0, Vector512<double> s1, Vector512<double> s2, Vector512<double> s3, bool isSubtracted)
    {
        var sign = Vector512.Create(isSubtracted ? -1.0 : 1.0);
        Vector512.FusedMultiplyAdd(sign, s0, Vector512.LoadUnsafe(ref row)).StoreUnsafe(ref row);
        Vector512.FusedMultiplyAdd(sign, s1, Vector512.LoadUnsafe(ref row, Lanes)).StoreUnsafe(ref row, Lanes);
        Vector512.FusedMultiplyAdd(sign, s2, Vector512.LoadUnsafe(ref row, 2 * Lanes)).StoreUnsafe(ref row, 2 * Lanes);
        Vector512.FusedMultiplyAdd(sign, s3, Vector512.LoadUnsafe(ref row, 3 * Lanes)).StoreUnsafe(ref row, 3 * Lanes);
    }
}
