namespace Serverless.Core.Datasets;

/// <summary>Detects the format of a dataset's file from its first bytes and its length.</summary>
public static class DatasetFileFormat
{
    /// <summary>The largest file, in bytes: 64 MiB, the largest blob that workers read.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>Number of bytes at the beginning of a file that are examined.</summary>
    public const int Beginning = 4;

    /// <summary>The supported formats, for people.</summary>
    public const string Rule =
        "Files are .npz archives of NumPy arrays, zip archives of PNG and JPEG images in a folder for each class, IDX files of bytes (gzipped or not), "
        + "comma separated values, or records of CIFAR's binary version.";

    const byte LastControl = 0x1F;
    const byte LastPrintable = 0x7E;

    // A label, or a coarse and a fine label, and 3 × 32 × 32 bytes.
    const int Cifar10Record = 3_073;
    const int Cifar100Record = 3_074;

    /// <summary>
    /// Returns the format that a file can have; null when it has none of them. The rest of the file is not examined: a zip archive of images begins
    /// like one of arrays.
    /// </summary>
    /// <param name="beginning">The first <see cref="Beginning"/> bytes of the file, or all of a shorter file.</param>
    /// <param name="length">Length of the file in bytes.</param>
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
