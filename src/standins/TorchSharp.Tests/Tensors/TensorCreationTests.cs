namespace TorchSharp.Tests.Tensors;

public sealed class TensorCreationTests
{
    [Fact]
    public void Factories_OfAShape_GiveThatShapeAndTheDefaultType()
    {
        foreach (var made in new[] { zeros(2, 3), ones(2, 3), empty(2, 3), rand(2, 3), randn(2, 3), full([2, 3], 1.5) })
        {
            made.shape.ShouldBe([2, 3]);
            made.dtype.ShouldBe(float32);
            made.device_type.ShouldBe(DeviceType.CPU);
            made.requires_grad.ShouldBeFalse();
            made.NumberOfElements.ShouldBe(6);
        }
    }

    [Fact]
    public void Factories_WithTypeAndGradient_HaveBoth()
    {
        using var made = zeros([4], float64, CPU, true);

        made.dtype.ShouldBe(float64);
        made.requires_grad.ShouldBeTrue();
        made.is_leaf.ShouldBeTrue();
    }

    [Fact]
    public void Factories_Filling_HoldTheirNumbers()
    {
        zeros(3).data<float>().ToArray().ShouldBe([0, 0, 0]);
        ones(2, int64).data<long>().ToArray().ShouldBe([1, 1]);
        full(2, 7L).data<long>().ToArray().ShouldBe([7, 7]);
        arange(5).data<long>().ToArray().ShouldBe([0, 1, 2, 3, 4]);
        arange(1.0, 2.0, 0.25).data<float>().ToArray().ShouldBe([1, 1.25f, 1.5f, 1.75f]);
        linspace(0, 1, 3, float64).data<double>().ToArray().ShouldBe([0, 0.5, 1]);
        eye(2).data<float>().ToArray().ShouldBe([1, 0, 0, 1]);
        ones_like_of(zeros(2, float64)).ShouldBe([1.0, 1.0]);

        static double[] ones_like_of(Tensor source) => ones_like(source).data<double>().ToArray();
    }

    [Fact]
    public void Tensor_OfArrays_TakesTypeAndElements()
    {
        Check<float>(tensor(new[] { 1f, 2f }), float32, [1, 2]);
        Check<double>(tensor(new[] { 1.0, 2.0 }), float64, [1, 2]);
        Check<long>(tensor(new long[] { 3, 4 }), int64, [3, 4]);
        Check<int>(tensor(new[] { 3, 4 }), int32, [3, 4]);
        Check<byte>(tensor(new byte[] { 5, 255 }), uint8, [5, 255]);
        Check<bool>(tensor(new[] { true, false }), @bool, [true, false]);

        static void Check<T>(Tensor made, ScalarType type, T[] elements)
            where T : unmanaged
        {
            made.dtype.ShouldBe(type);
            made.shape.ShouldBe([elements.Length]);
            made.data<T>().ToArray().ShouldBe(elements);
        }
    }

    [Fact]
    public void Tensor_OfAnArrayWithDimensions_IsRowMajor()
    {
        using var made = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);

        made[1, 0].item<float>().ShouldBe(4);
        made.stride().ShouldBe([3, 1]);
        tensor(new float[,] { { 1, 2 }, { 3, 4 } })[1, 0].item<float>().ShouldBe(3);
        tensor(new List<long> { 1, 2, 3, 4 }, 2, 2)[0, 1].item<long>().ShouldBe(2);
    }

    [Fact]
    public void Tensor_OfAnArray_IsACopy()
    {
        float[] source = [1, 2];
        using var made = tensor(source);

        source[0] = 9;

        made[0].item<float>().ShouldBe(1);
    }

    [Fact]
    public void Tensor_ConvertedWhileMade_HasTheOtherType()
    {
        using var made = tensor(new byte[] { 0, 128, 255 }, float32);

        made.dtype.ShouldBe(float32);
        made.data<float>().ToArray().ShouldBe([0, 128, 255]);
    }

    [Fact]
    public void Tensor_OfTooFewElements_SaysSo() =>
        Should.Throw<ArgumentException>(() => tensor(new float[] { 1, 2, 3 }, [2, 2])).Message.ShouldContain("[2,2]");

    [Fact]
    public void Scalars_OfEveryKind_AreZeroDimensional()
    {
        tensor(2f).shape.ShouldBeEmpty();
        tensor(2.5).dtype.ShouldBe(float64);
        tensor(2L).item<long>().ShouldBe(2);
        tensor(7).dtype.ShouldBe(int32);
        tensor(true).item<bool>().ShouldBeTrue();
        ((double)tensor(2.5)).ShouldBe(2.5);
        tensor(3f).ToInt32().ShouldBe(3);
    }

    [Fact]
    public void Randint_WithinBounds_StaysThere()
    {
        manual_seed(1);
        using var drawn = randint(3, 9, [1000]);

        drawn.min().item<long>().ShouldBe(3);
        drawn.max().item<long>().ShouldBe(8);
    }
}
