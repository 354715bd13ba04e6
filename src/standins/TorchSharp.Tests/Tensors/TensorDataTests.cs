namespace TorchSharp.Tests.Tensors;

public sealed class TensorDataTests
{
    [Fact]
    public void Bytes_OfAContiguousTensor_AreItsMemory()
    {
        using var made = tensor(new[] { 1f, 2f });

        made.bytes.ToArray().ShouldBe([.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)]);
        BitConverter.GetBytes(5f).CopyTo(made.bytes);

        made[0].item<float>().ShouldBe(5);
    }

    [Fact]
    public void Bytes_SetFromABuffer_FillTheTensor()
    {
        using var made = zeros(3, int32);

        made.bytes = new byte[] { 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0 };

        made.data<int>().ToArray().ShouldBe([1, 2, 3]);
        Should.Throw<ArgumentException>(() => made.bytes = new byte[5]);
    }

    [Fact]
    public void Bytes_OfATransposedTensor_AreRefused()
    {
        using var made = zeros(2, 3);
        using var transposed = made.t();

        Should.Throw<InvalidOperationException>(() => transposed.bytes.Length);
    }

    [Fact]
    public void Accessor_OfATransposedTensor_ReadsInItsOwnOrder()
    {
        using var made = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
        using var transposed = made.t();
        using var elements = transposed.data<float>();

        elements.ToArray().ShouldBe([1, 4, 2, 5, 3, 6]);
        elements[1].ShouldBe(4);
        elements[2, 1].ShouldBe(6);
        elements.Count.ShouldBe(6);
    }

    [Fact]
    public void Accessor_Writing_ChangesTheTensor()
    {
        using var made = zeros(2, 2);
        using var transposed = made.t();
        using var elements = transposed.data<float>();

        elements[0, 1] = 7;
        made[1, 0].item<float>().ShouldBe(7);
        elements.CopyFrom(new float[] { 1, 2, 3, 4 });

        made.data<float>().ToArray().ShouldBe([1, 3, 2, 4]);
    }

    [Fact]
    public void Accessor_BeyondTheTensor_Refuses()
    {
        using var made = zeros(2, 2);
        using var elements = made.data<float>();

        Should.Throw<IndexOutOfRangeException>(() => elements[4]);
        Should.Throw<IndexOutOfRangeException>(() => elements[0, 2]);
    }

    [Fact]
    public void CopyTo_APartOfAnArray_LeavesTheRest()
    {
        using var made = arange(4);
        var target = new long[] { 9, 9, 9, 9 };

        made.data<long>().CopyTo(target, 1, 2);

        target.ShouldBe([9, 2, 3, 9]);
    }

    [Fact]
    public void Item_OfSeveralElementsOrAnotherType_Refuses()
    {
        Should.Throw<ArgumentException>(() => zeros(2).item<float>());
        Should.Throw<ArgumentException>(() => zeros(1).item<double>());
        Should.Throw<ArgumentException>(() => zeros(1).data<long>());
    }

    [Fact]
    public void Stream_WrittenAndRead_RestoresTheElements()
    {
        using var made = randn(3, 5);
        using var copy = zeros(3, 5);
        using var stream = new MemoryStream();

        made.WriteBytesToStream(stream);
        stream.Position = 0;
        copy.ReadBytesFromStream(stream, 7);

        copy.Equals(made).ShouldBeTrue();
        Should.Throw<EndOfStreamException>(() => copy.ReadBytesFromStream(stream));
    }
}
