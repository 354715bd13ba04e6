using System.Security.Cryptography;
using System.Text;
using Serverless.Core.Generators;

namespace Serverless.Learning.Generators.Stages;

/// <summary>Computes a content hash of everything that a generator is fitted to.</summary>
static class MaterialHash
{
    /// <summary>Returns the hash as 64 hexadecimal digits; it depends on the order of the content.</summary>
    public static string Of(GeneratorMaterial material)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(material.Quality.Hash());
            writer.Write($"{material.Cost.Name} {material.Cost.Goal}");
            foreach (var choice in material.References.SelectMany(reference => reference.Genotype.ToArray()))
            {
                writer.Write(choice);
            }

            foreach (var device in material.Devices)
            {
                writer.Write(device.Name);
                foreach (var value in device.ReferenceValues.Concat(device.Values))
                {
                    writer.Write(value);
                }

                foreach (var choice in device.Architectures.SelectMany(architecture => architecture.Genotype.ToArray()))
                {
                    writer.Write(choice);
                }
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(content.ToArray()));
    }
}
