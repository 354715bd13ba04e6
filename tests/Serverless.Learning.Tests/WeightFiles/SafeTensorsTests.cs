using System.Buffers.Binary;
using System.Text;
using Serverless.Learning.WeightFiles;

namespace Serverless.Learning.Tests.WeightFiles;

public sealed class SafeTensorsTests
{
    static readonly Dictionary<string, NamedTensor> Tensors = new()
    {
        ["b"] = new NamedTensor([2, 3], [1, 2, 3, 4, 5, 6]),
        ["a"] = new NamedTensor([1], [0.5f]),
    };

    [Fact]
    public void Read_WhatWasWritten_GivesItBack()
    {
        var read = SafeTensors.Read(SafeTensors.Write(Tensors));

        read.Keys.ShouldBe(["a", "b"]);
        read["b"].Shape.ShouldBe([2, 3]);
        read["b"].Values.ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public void Write_Tensors_IsTheFormatThatOthersRead()
    {
        var header = """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""".PadRight(56);

        var file = SafeTensors.Write(new Dictionary<string, NamedTensor> { ["a"] = new([1], [0.5f]) });

        BinaryPrimitives.ReadUInt64LittleEndian(file).ShouldBe((ulong)header.Length);
        Encoding.UTF8.GetString(file.AsSpan(8, header.Length)).ShouldBe(header);
        BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(8 + header.Length)).ShouldBe(0.5f);
    }

    [Theory]
    [InlineData("", "no header")]
    [InlineData("{", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    [InlineData("""{"a":{}}""", "cannot be read")]
    [InlineData("""{"a":{"dtype":"F32","shape":["x"],"data_offsets":[0,4]}}""", "cannot be read")]
    [InlineData("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,4]}}""", "neither float32 nor int64 within the file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "neither float32 nor int64 within the file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "neither float32 nor int64 within the file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "a size that does not match its shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "a size that does not match its shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", "a size that does not match its shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", "do not cover all bytes")]
    [InlineData("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,4]}}""", "a size that does not match its shape")]
    public void Read_WhatIsNone_SaysWhatIsWrong(string header, string message) =>
        Should.Throw<InvalidDataException>(() => SafeTensors.Read(File(header, 1))).Message.ShouldContain(message);

    [Fact]
    public void Read_LengthBeyondTheFile_IsRefused() =>
        Should.Throw<InvalidDataException>(() => SafeTensors.Read(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 0 })).Message.ShouldContain("no header");

    [Fact]
    public void Read_NoFiniteNumber_IsRefused() =>
        Should.Throw<InvalidDataException>(() => SafeTensors.Read(File("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", float.NaN)))
            .Message.ShouldContain("not finite");

    static byte[] File(string header, float value)
    {
        if (header.Length == 0)
        {
            return [];
        }

        var file = new byte[8 + header.Length + 4];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        Encoding.UTF8.GetBytes(header).CopyTo(file, 8);
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(8 + header.Length), value);
        return file;
    }
}
