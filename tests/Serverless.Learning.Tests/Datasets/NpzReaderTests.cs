using System.IO.Compression;
using Serverless.Learning.Datasets;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Datasets;

public sealed class NpzReaderTests : IDisposable
{
    static readonly ImageShape Shape = new(Channels: 2, Height: 4, Width: 5, Classes: 3);
    static readonly byte[] Pixels = [.. Enumerable.Range(0, 2 * 2 * 4 * 5).Select(i => (byte)(3 * i))];
    static readonly byte[] Labels = OwnFiles.Npy<byte>("|u1", [2], [2, 0]);

    readonly OwnFiles _files = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_BytesChannelsFirst_AreSharesOf255(int version)
    {
        var path = _files.WriteNpz("a.npz", ("images", OwnFiles.Npy("|u1", [2, 2, 4, 5], Pixels, version)), ("labels", Labels));

        var read = NpzReader.Read(path, Shape, "train");

        ValuesOf(read).ShouldBe(Pixels.Select(pixel => pixel / 255f));
        read.Labels.ShouldBe([2, 0]);
    }

    [Fact]
    public void Read_ChannelsLast_ArePutApart()
    {
        var last = new byte[Pixels.Length];
        foreach (var (i, pixel) in Pixels.Index())
        {
            var (image, channel, place) = (i / 40, i / 20 % 2, i % 20);
            last[(image * 40) + (place * 2) + channel] = pixel;
        }

        var path = _files.WriteNpz("a.npz", ("x_train", OwnFiles.Npy("|u1", [2, 4, 5, 2], last)), ("y_train", Labels));

        ValuesOf(NpzReader.Read(path, Shape, "train")).ShouldBe(Pixels.Select(pixel => pixel / 255f));
    }

    [Fact]
    public void Read_FloatsOfGreyImages_AreTakenAsTheyAre()
    {
        float[] pixels = [.. Enumerable.Range(0, 40).Select(i => (i - 20) * 1.5f)];
        var path = _files.WriteNpz("a.npz", ("x", OwnFiles.Npy("<f4", [2, 4, 5], pixels)), ("y", Labels));

        ValuesOf(NpzReader.Read(path, Shape with { Channels = 1 }, "train")).ShouldBe(pixels);
    }

    [Fact]
    public void Read_FileOfBothParts_TakesTheOneAskedFor()
    {
        byte[] Images(byte value) => OwnFiles.Npy("|u1", [2, 2, 4, 5], Enumerable.Repeat(value, 80).ToArray());
        var path = _files.WriteNpz(
            "a.npz", ("x_train", Images(0)), ("y_train", Labels), ("x_test", Images(255)), ("y_test", OwnFiles.Npy<byte>("|u1", [2], [1, 1])));

        ValuesOf(NpzReader.Read(path, Shape, "train")).ShouldAllBe(value => value == 0);
        ValuesOf(NpzReader.Read(path, Shape, "test")).ShouldAllBe(value => value == 1);
    }

    [Fact]
    public void Read_LabelsOfEveryWholeType_AreTheSame()
    {
        (string Type, byte[] Content)[] labels =
        [
            ("i1", OwnFiles.Npy<sbyte>("|i1", [2], [2, 0])), ("u2", OwnFiles.Npy<ushort>("<u2", [2], [2, 0])),
            ("i2", OwnFiles.Npy<short>("<i2", [2], [2, 0])), ("u4", OwnFiles.Npy<uint>("<u4", [2], [2, 0])),
            ("i4", OwnFiles.Npy<int>("<i4", [2, 1], [2, 0])), ("u8", OwnFiles.Npy<ulong>("<u8", [2], [2, 0])),
            ("i8", OwnFiles.Npy<long>("<i8", [2], [2, 0])),
        ];

        foreach (var (type, content) in labels)
        {
            NpzReader.Read(_files.WriteNpz(type, ("images", Images), ("labels", content)), Shape, "train").Labels.ShouldBe([2, 0], type);
        }
    }

    [Fact]
    public void Read_LabelThatIsNoClass_NamesIt()
    {
        ShouldFail(OwnFiles.Npy<int>("<i4", [2], [2, 3]), "label 1 is 3; the 3 classes are 0 to 2");
        ShouldFail(OwnFiles.Npy<long>("<i8", [2], [-1, 0]), "label 0 is -1");
        ShouldFail(OwnFiles.Npy<float>("<f4", [2], [1, 0]), "labels are whole numbers");
        ShouldFail(OwnFiles.Npy<byte>("|u1", [3], [0, 1, 2]), "|u1 of 3 for 2 images");
        ShouldFail(OwnFiles.Npy<byte>("|u1", [2, 3], [0, 1, 2, 0, 1, 2]), "|u1 of 2 × 3 for 2 images");
    }

    [Fact]
    public void Read_ImagesOfAnotherShapeOrType_SaysWhatWasFoundAndExpected()
    {
        ShouldFailWith(OwnFiles.Npy("|u1", [2, 2, 5, 4], Pixels), "|u1 of 2 × 2 × 5 × 4; images of n × 2 × 4 × 5");
        ShouldFailWith(OwnFiles.Npy<double>("<f8", [1, 2, 4, 5], new double[40]), "uint8 (|u1) or float32 (<f4)", labels: 1);
        ShouldFailWith(OwnFiles.Npy<float>("<f4", [1, 2, 4, 5], [float.NaN, .. new float[39]]), "pixel 0 of image 0 is NaN", labels: 1);
    }

    [Fact]
    public void Read_HeaderThatLies_IsBelievedInNothing()
    {
        ShouldFailWith(OwnFiles.Npy("|u1", [2, 2, 4, 6], Pixels), "announces |u1 of 2 × 2 × 4 × 6, 96 bytes; there are 80");
        ShouldFailWith(OwnFiles.Npy("|u1", [int.MaxValue, int.MaxValue, int.MaxValue, 5], Pixels), "there are 80");
        ShouldFailWith(OwnFiles.Npy("|u1", [2, 2, 4, 5], Pixels, order: "True"), "Fortran order");
        ShouldFailWith(OwnFiles.Npy(">f4", [1, 2, 4, 5], new float[40]), "big-endian");
        ShouldFailWith(OwnFiles.Npy("{'descr': '|O', 'fortran_order': False, 'shape': (2,)}", Pixels), "describes an unsupported array");
        ShouldFailWith(OwnFiles.Npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, -3)}", Pixels), "describes an unsupported array");
        ShouldFailWith([1, 2, 3, 4, 5, 6, 7, 8, 9], "not a NumPy array of version 1 to 3");
        ShouldFailWith([0x93, (byte)'N'], "truncated");
    }

    [Fact]
    public void Read_NoZipFileOrHalfOfOne_SaysSo()
    {
        var whole = File.ReadAllBytes(_files.WriteNpz("a.npz", ("images", Images), ("labels", Labels)));

        ShouldFail(_files.Write("half.npz", whole[..(whole.Length / 2)]), "truncated, damaged or not a zip file");
        ShouldFail(_files.Path("missing.npz"), "there is no such file");
    }

    [Fact]
    public void Read_ArraysOfOtherNames_ListsThem() =>
        ShouldFail(_files.WriteNpz("a.npz", ("pictures", Images), ("labels", Labels)), "x_train, train_images, images, x, but pictures.npy, labels.npy");

    [Fact]
    public void Read_EntryThatClaimsToBeHuge_IsRefusedBeforeRoomIsMade()
    {
        var path = _files.WriteNpz("a.npz", ("images", Images), ("labels", Labels));
        var content = File.ReadAllBytes(path);
        using (var archive = ZipFile.OpenRead(path))
        {
            // Of every place that holds the entry's true length, the one in the directory at the end is what readers believe.
            var length = BitConverter.GetBytes((uint)archive.GetEntry("images.npy")!.Length);
            var place = content.AsSpan().LastIndexOf(length);
            BitConverter.GetBytes(2_000_000_000u).CopyTo(content, place);
        }

        ShouldFail(_files.Write("bomb.npz", content), "more than is possible");
    }

    public void Dispose() => _files.Dispose();

    static byte[] Images { get; } = OwnFiles.Npy("|u1", [2, 2, 4, 5], Pixels);

    static float[] ValuesOf(RawImages images)
    {
        var values = new float[images.Pixels.Length];
        images.Pixels.Read(0, values);
        return values;
    }

    void ShouldFail(byte[] labels, string reason) =>
        ShouldFail(_files.WriteNpz(Guid.NewGuid().ToString(), ("images", Images), ("labels", labels)), reason);

    void ShouldFailWith(byte[] images, string reason, int labels = 2) =>
        ShouldFail(_files.WriteNpz(Guid.NewGuid().ToString(), ("images", images), ("labels", OwnFiles.Npy("|u1", [labels], new byte[labels]))), reason);

    static void ShouldFail(string path, string reason)
    {
        var error = Should.Throw<DatasetException>(() => NpzReader.Read(path, Shape, "train"));

        error.Message.ShouldStartWith(path);
        error.Message.ShouldContain(reason);
    }
}
