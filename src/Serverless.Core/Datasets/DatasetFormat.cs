using System.Text.Json.Serialization;

namespace Serverless.Core.Datasets;

/// <summary>The format of a dataset's files.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatasetFormat>))]
public enum DatasetFormat
{
    /// <summary>The format of MNIST (LeCun, Cortes, Burges 1998): a file of grey images and one of labels, gzipped or not.</summary>
    [JsonStringEnumMemberName("idx")]
    Idx,

    /// <summary>The binary version of CIFAR-10 (Krizhevsky 2009): records of a label and 3 × 32 × 32 bytes, in any number of files.</summary>
    [JsonStringEnumMemberName("cifar10")]
    Cifar10,

    /// <summary>The binary version of CIFAR-100: as CIFAR-10, with a coarse label, which is not used, before the fine one.</summary>
    [JsonStringEnumMemberName("cifar100")]
    Cifar100,

    /// <summary>A zip file of NumPy arrays, one of images and one of labels.</summary>
    [JsonStringEnumMemberName("npz")]
    Npz,

    /// <summary>PNG and JPEG files with one folder per class: a folder on the disk of workers, or zip files of such a folder.</summary>
    [JsonStringEnumMemberName("images")]
    Images,

    /// <summary>Comma separated values (RFC 4180) with names in the first line: a column <c>label</c>, and numbers in all others.</summary>
    [JsonStringEnumMemberName("csv")]
    Csv,
}

/// <summary>How images are resized to the input size of the networks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageResizing>))]
public enum ImageResizing
{
    /// <summary>Images are scaled to cover the input size, and the overhang on two sides is cropped.</summary>
    [JsonStringEnumMemberName("crop")]
    Crop,

    /// <summary>Height and width are scaled independently.</summary>
    [JsonStringEnumMemberName("stretch")]
    Stretch,
}
