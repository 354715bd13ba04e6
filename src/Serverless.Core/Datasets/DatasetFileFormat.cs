namespace Serverless.Core.Datasets;

/// <summary>Tells by its first bytes and its length what a file of a dataset can be.</summary>
public static class DatasetFileFormat
{
    /// <summary>The largest file, in bytes: 64 MiB, the largest blob that workers read.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>As many bytes of a file's beginning as are looked at.</summary>
    public const int Beginning = 4;

    /// <summary>What formats there are, for people.</summary>
    public const string Rule =
        "Files are .npz archives of NumPy arrays, zip archives of PNG and JPEG images in a folder for each class, IDX files of bytes (gzipped or not), "
        + "comma separated values, or records of CIFAR's binary version.";

    const byte LastControl = 0x1F;
    const byte LastPrintable = 0x7E;

    // A label, or two, and 3 × 32 × 32 bytes.
    const int Cifar10Record = 3_073;
    const int Cifar100Record = 3_074;

    /// <summary>
    /// The format that a file can have; null when it can have none. Nothing is said about the rest of the file: a zip archive of images begins
    /// like one of arrays.
    /// </summary>
    /// <param name="beginning">The first bytes of the file, <see cref="Beginning"/> or all.</param>
    /// <param name="length">Of the file, in bytes.</param>
    public static DatasetFormat? Find(ReadOnlySpan<byte> beginning, long length) => beginning switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => DatasetFormat.Npz,
        [0xEF, 0xBB, 0xBF, ..] => DatasetFormat.Csv,
        [0x1F, 0x8B, ..] or [0, 0, 8, 1 or 3, ..] => DatasetFormat.Idx,
        _ when beginning.Length == Beginning && !beginning.ContainsAnyExceptInRange((byte)(LastControl + 1), LastPrintable) => DatasetFormat.Csv,
        _ when length > 0 && length % Cifar10Record == 0 => DatasetFormat.Cifar10,
        _ when length > 0 && length % Cifar100Record == 0 => DatasetFormat.Cifar100,
        _ => null,
    };
}
