using Serverless.Core.Datasets;

namespace Serverless.Core.Tests.Datasets;

public sealed class DatasetFileFormatTests
{
    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4 }, 100, DatasetFormat.Npz)]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 }, 100, DatasetFormat.Idx)]
    [InlineData(new byte[] { 0, 0, 8, 3 }, 100, DatasetFormat.Idx)]
    [InlineData(new byte[] { 0, 0, 8, 1 }, 100, DatasetFormat.Idx)]
    [InlineData(new byte[] { 6, 200, 1, 9 }, 3_073 * 10_000, DatasetFormat.Cifar10)]
    [InlineData(new byte[] { 6, 20, 1, 9 }, 3_074, DatasetFormat.Cifar100)]
    [InlineData(new byte[] { 0x61, 0x2C, 0x6C, 0x61 }, 3_074, DatasetFormat.Csv)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x61 }, 100, DatasetFormat.Csv)]
    [InlineData(new byte[] { 0, 0, 8, 2 }, 100, null)]
    [InlineData(new byte[] { 0, 0, 13, 3 }, 100, null)]
    [InlineData(new byte[] { 0x50 }, 1, null)]
    [InlineData(new byte[0], 0, null)]
    public void Find_BeginningAndLength_GivesTheFormat(byte[] beginning, long length, DatasetFormat? format) =>
        DatasetFileFormat.Find(beginning, length).ShouldBe(format);
}
