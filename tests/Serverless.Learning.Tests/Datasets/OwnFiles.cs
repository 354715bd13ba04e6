using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Serverless.Learning.Tests.Datasets;

/// <summary>A temporary folder of small dataset files, written here byte by byte.</summary>
sealed class OwnFiles : IDisposable
{
    readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("serverless-own-");

    public string Root => _root.FullName;

    public string Path(string name) => System.IO.Path.Combine(Root, name);

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(Path(name), content);
        return Path(name);
    }

    public string WriteNpz(string name, params (string Name, byte[] Content)[] arrays)
    {
        using var archive = ZipFile.Open(Path(name), ZipArchiveMode.Create);
        foreach (var array in arrays)
        {
            using var entry = archive.CreateEntry($"{array.Name}.npy").Open();
            entry.Write(array.Content);
        }

        return Path(name);
    }

    public static byte[] Npy<T>(string type, int[] sizes, T[] values, int version = 1, string order = "False")
        where T : unmanaged
    {
        var shape = string.Join(", ", sizes) + (sizes.Length == 1 ? "," : "");
        return Npy($"{{'descr': '{type}', 'fortran_order': {order}, 'shape': ({shape}), }}\n", MemoryMarshal.AsBytes<T>(values), version);
    }

    public static byte[] Npy(string header, ReadOnlySpan<byte> values, int version = 1)
    {
        var length = new byte[version == 1 ? 2 : 4];
        if (version == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)header.Length);
        }

        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. Encoding.UTF8.GetBytes(header), .. values];
    }

    public void Dispose() => _root.Delete(recursive: true);
}
