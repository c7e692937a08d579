using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;

namespace Pirros.Admin.Tokens;

/// <summary>Numbers in the 62 letters and digits of ASCII: survives every form field, and a double click selects the whole.</summary>
internal static class Base62
{
    public const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The same, for fast checks.</summary>
    public static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    /// <summary><paramref name="length"/> characters that stand for the big-endian number in <paramref name="bytes"/>.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes, int length)
    {
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        Span<char> text = stackalloc char[length];
        for (var i = length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, Alphabet.Length, out var digit);
            text[i] = Alphabet[(int)digit];
        }

        return number.IsZero ? new string(text) : throw new ArgumentException($"The number does not fit {length} base-62 characters.", nameof(length));
    }

    /// <summary>The same for a number of 32 bits, which 6 characters hold; into <paramref name="text"/>, without allocating.</summary>
    public static void Encode(uint number, Span<char> text)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(number % (uint)Alphabet.Length)];
            number /= (uint)Alphabet.Length;
        }
    }

    /// <summary>Random characters from the cryptographic generator.</summary>
    public static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);
}
