using System.Text.Json.Serialization;

namespace Serverless.Core.Datasets;

/// <summary>How the files of a dataset are laid out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatasetFormat>))]
public enum DatasetFormat
{
    /// <summary>The format of MNIST (LeCun, Cortes, Burges 1998): a file of grey images and one of labels, gzipped or not.</summary>
    [JsonStringEnumMemberName("idx")]
    Idx,

    /// <summary>The binary version of CIFAR-10 (Krizhevsky 2009): records of a label and 3 × 32 × 32 bytes, in any number of files.</summary>
    [JsonStringEnumMemberName("cifar10")]
    Cifar10,

    /// <summary>The binary version of CIFAR-100: as CIFAR-10, with a coarse label that is not used before the fine one.</summary>
    [JsonStringEnumMemberName("cifar100")]
    Cifar100,

    /// <summary>A zip file of NumPy arrays, one of images and one of labels.</summary>
    [JsonStringEnumMemberName("npz")]
    Npz,

    /// <summary>PNG and JPEG files in a folder for each class: a folder on the disk of workers, or zip files of one.</summary>
    [JsonStringEnumMemberName("images")]
    Images,

    /// <summary>Comma separated values (RFC 4180) with names in the first line: a column <c>label</c>, and numbers in all others.</summary>
    [JsonStringEnumMemberName("csv")]
    Csv,
}

/// <summary>What is done to images that do not have the size that networks take.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageResizing>))]
public enum ImageResizing
{
    /// <summary>They are scaled until they fill it, and what hangs over on two sides is cut off.</summary>
    [JsonStringEnumMemberName("crop")]
    Crop,

    /// <summary>Height and width are scaled apart.</summary>
    [JsonStringEnumMemberName("stretch")]
    Stretch,
}
