; What the BPF backend cannot lower, in terms of what it can. Calls to these replace the original
; instructions and are inlined at once; nothing canonicalises the result back afterwards, which is
; why this is not written in Rust: the optimiser would recognise each pattern for what it is.

; Unsigned 64 x 64 -> 64 with overflow: a division is one instruction on SBF.
define { i64, i1 } @furnace.umulo.i64(i64 %a, i64 %b) alwaysinline nounwind {
  %product = mul i64 %a, %b
  %zero = icmp eq i64 %b, 0
  %divisor = select i1 %zero, i64 1, i64 %b
  %quotient = udiv i64 %product, %divisor
  %differs = icmp ne i64 %quotient, %a
  %nonzero = xor i1 %zero, true
  %overflow = and i1 %differs, %nonzero
  %low = insertvalue { i64, i1 } poison, i64 %product, 0
  %result = insertvalue { i64, i1 } %low, i1 %overflow, 1
  ret { i64, i1 } %result
}

; Signed 64 x 64 -> 64 with overflow, on magnitudes: at most 2^63 - 1, or 2^63 when negative.
define { i64, i1 } @furnace.smulo.i64(i64 %a, i64 %b) alwaysinline nounwind {
  %a.sign = ashr i64 %a, 63
  %b.sign = ashr i64 %b, 63
  %a.flipped = xor i64 %a, %a.sign
  %b.flipped = xor i64 %b, %b.sign
  %a.magnitude = sub i64 %a.flipped, %a.sign
  %b.magnitude = sub i64 %b.flipped, %b.sign
  %unsigned = call { i64, i1 } @furnace.umulo.i64(i64 %a.magnitude, i64 %b.magnitude)
  %magnitude = extractvalue { i64, i1 } %unsigned, 0
  %too.wide = extractvalue { i64, i1 } %unsigned, 1
  %sign = xor i64 %a.sign, %b.sign
  %limit = sub i64 9223372036854775807, %sign
  %too.large = icmp ugt i64 %magnitude, %limit
  %overflow = or i1 %too.wide, %too.large
  %flipped = xor i64 %magnitude, %sign
  %product = sub i64 %flipped, %sign
  %low = insertvalue { i64, i1 } poison, i64 %product, 0
  %result = insertvalue { i64, i1 } %low, i1 %overflow, 1
  ret { i64, i1 } %result
}

define i64 @furnace.sdiv.i64(i64 %a, i64 %b) alwaysinline nounwind {
  %a.sign = ashr i64 %a, 63
  %b.sign = ashr i64 %b, 63
  %a.flipped = xor i64 %a, %a.sign
  %b.flipped = xor i64 %b, %b.sign
  %a.magnitude = sub i64 %a.flipped, %a.sign
  %b.magnitude = sub i64 %b.flipped, %b.sign
  %magnitude = udiv i64 %a.magnitude, %b.magnitude
  %sign = xor i64 %a.sign, %b.sign
  %flipped = xor i64 %magnitude, %sign
  %result = sub i64 %flipped, %sign
  ret i64 %result
}

; The remainder takes the sign of the dividend.
define i64 @furnace.srem.i64(i64 %a, i64 %b) alwaysinline nounwind {
  %a.sign = ashr i64 %a, 63
  %b.sign = ashr i64 %b, 63
  %a.flipped = xor i64 %a, %a.sign
  %b.flipped = xor i64 %b, %b.sign
  %a.magnitude = sub i64 %a.flipped, %a.sign
  %b.magnitude = sub i64 %b.flipped, %b.sign
  %magnitude = urem i64 %a.magnitude, %b.magnitude
  %flipped = xor i64 %magnitude, %a.sign
  %result = sub i64 %flipped, %a.sign
  ret i64 %result
}

define i128 @furnace.join(i64 %low, i64 %high) alwaysinline nounwind {
  %high.wide = zext i64 %high to i128
  %low.wide = zext i64 %low to i128
  %high.placed = shl i128 %high.wide, 64
  %result = or i128 %high.placed, %low.wide
  ret i128 %result
}

define i64 @furnace.high(i128 %value) alwaysinline nounwind {
  %moved = lshr i128 %value, 64
  %high = trunc i128 %moved to i64
  ret i64 %high
}

; Unsigned 64 x 64 -> 128, by 32-bit digits.
define i128 @furnace.widemul(i64 %a, i64 %b) alwaysinline nounwind {
  %a.1 = lshr i64 %a, 32
  %a.0 = and i64 %a, 4294967295
  %b.1 = lshr i64 %b, 32
  %b.0 = and i64 %b, 4294967295
  %p.00 = mul i64 %a.0, %b.0
  %p.01 = mul i64 %a.0, %b.1
  %p.10 = mul i64 %a.1, %b.0
  %p.11 = mul i64 %a.1, %b.1
  %p.00.high = lshr i64 %p.00, 32
  %p.01.low = and i64 %p.01, 4294967295
  %middle.0 = add i64 %p.10, %p.00.high
  %middle.1 = lshr i64 %middle.0, 32
  %middle.low = and i64 %middle.0, 4294967295
  %middle.2 = add i64 %middle.low, %p.01.low
  %middle.3 = lshr i64 %middle.2, 32
  %p.01.high = lshr i64 %p.01, 32
  %high.0 = add i64 %p.11, %p.01.high
  %high.1 = add i64 %high.0, %middle.1
  %high = add i64 %high.1, %middle.3
  %low = mul i64 %a, %b
  %result = call i128 @furnace.join(i64 %low, i64 %high)
  ret i128 %result
}

define i128 @furnace.mul.i128(i128 %a, i128 %b) alwaysinline nounwind {
  %a.low = trunc i128 %a to i64
  %a.high = call i64 @furnace.high(i128 %a)
  %b.low = trunc i128 %b to i64
  %b.high = call i64 @furnace.high(i128 %b)
  %wide = call i128 @furnace.widemul(i64 %a.low, i64 %b.low)
  %cross.1 = mul i64 %a.high, %b.low
  %cross.2 = mul i64 %a.low, %b.high
  %wide.high = call i64 @furnace.high(i128 %wide)
  %high.1 = add i64 %wide.high, %cross.1
  %high = add i64 %high.1, %cross.2
  %low = trunc i128 %wide to i64
  %result = call i128 @furnace.join(i64 %low, i64 %high)
  ret i128 %result
}

; Overflows when both high halves count, a cross product leaves 64 bits, or their sum carries out.
define { i128, i1 } @furnace.umulo.i128(i128 %a, i128 %b) alwaysinline nounwind {
  %a.low = trunc i128 %a to i64
  %a.high = call i64 @furnace.high(i128 %a)
  %b.low = trunc i128 %b to i64
  %b.high = call i64 @furnace.high(i128 %b)
  %a.wide = icmp ne i64 %a.high, 0
  %b.wide = icmp ne i64 %b.high, 0
  %both.wide = and i1 %a.wide, %b.wide
  %cross.1 = call { i64, i1 } @furnace.umulo.i64(i64 %a.high, i64 %b.low)
  %cross.2 = call { i64, i1 } @furnace.umulo.i64(i64 %b.high, i64 %a.low)
  %cross.1.low = extractvalue { i64, i1 } %cross.1, 0
  %cross.1.over = extractvalue { i64, i1 } %cross.1, 1
  %cross.2.low = extractvalue { i64, i1 } %cross.2, 0
  %cross.2.over = extractvalue { i64, i1 } %cross.2, 1
  %wide = call i128 @furnace.widemul(i64 %a.low, i64 %b.low)
  %wide.high = call i64 @furnace.high(i128 %wide)
  %cross = add i64 %cross.1.low, %cross.2.low
  %high = add i64 %wide.high, %cross
  %carry = icmp ult i64 %high, %cross
  %over.1 = or i1 %cross.1.over, %cross.2.over
  %over.2 = or i1 %both.wide, %carry
  %overflow = or i1 %over.1, %over.2
  %low = trunc i128 %wide to i64
  %product = call i128 @furnace.join(i64 %low, i64 %high)
  %pair = insertvalue { i128, i1 } poison, i128 %product, 0
  %result = insertvalue { i128, i1 } %pair, i1 %overflow, 1
  ret { i128, i1 } %result
}

define { i128, i1 } @furnace.smulo.i128(i128 %a, i128 %b) alwaysinline nounwind {
  %a.sign = ashr i128 %a, 127
  %b.sign = ashr i128 %b, 127
  %a.flipped = xor i128 %a, %a.sign
  %b.flipped = xor i128 %b, %b.sign
  %a.magnitude = sub i128 %a.flipped, %a.sign
  %b.magnitude = sub i128 %b.flipped, %b.sign
  %unsigned = call { i128, i1 } @furnace.umulo.i128(i128 %a.magnitude, i128 %b.magnitude)
  %magnitude = extractvalue { i128, i1 } %unsigned, 0
  %too.wide = extractvalue { i128, i1 } %unsigned, 1
  %sign = xor i128 %a.sign, %b.sign
  %limit = sub i128 170141183460469231731687303715884105727, %sign
  %too.large = icmp ugt i128 %magnitude, %limit
  %overflow = or i1 %too.wide, %too.large
  %flipped = xor i128 %magnitude, %sign
  %product = sub i128 %flipped, %sign
  %low = insertvalue { i128, i1 } poison, i128 %product, 0
  %result = insertvalue { i128, i1 } %low, i1 %overflow, 1
  ret { i128, i1 } %result
}

; The runtime shim: quotient and remainder, least significant word first.
declare void @furnace_divide_128(ptr, i64, i64, i64, i64)

define i128 @furnace.udiv.i128(i128 %a, i128 %b) alwaysinline nounwind {
  %out = alloca [4 x i64], align 8
  %a.low = trunc i128 %a to i64
  %a.high = call i64 @furnace.high(i128 %a)
  %b.low = trunc i128 %b to i64
  %b.high = call i64 @furnace.high(i128 %b)
  %highs = or i64 %a.high, %b.high
  %narrow = icmp eq i64 %highs, 0
  br i1 %narrow, label %by.word, label %by.shim
by.word:
  %word = udiv i64 %a.low, %b.low
  %word.wide = zext i64 %word to i128
  br label %done
by.shim:
  call void @furnace_divide_128(ptr %out, i64 %a.low, i64 %a.high, i64 %b.low, i64 %b.high)
  %low = load i64, ptr %out, align 8
  %high.place = getelementptr i8, ptr %out, i64 8
  %high = load i64, ptr %high.place, align 8
  %joined = call i128 @furnace.join(i64 %low, i64 %high)
  br label %done
done:
  %result = phi i128 [ %word.wide, %by.word ], [ %joined, %by.shim ]
  ret i128 %result
}

define i128 @furnace.urem.i128(i128 %a, i128 %b) alwaysinline nounwind {
  %out = alloca [4 x i64], align 8
  %a.low = trunc i128 %a to i64
  %a.high = call i64 @furnace.high(i128 %a)
  %b.low = trunc i128 %b to i64
  %b.high = call i64 @furnace.high(i128 %b)
  %highs = or i64 %a.high, %b.high
  %narrow = icmp eq i64 %highs, 0
  br i1 %narrow, label %by.word, label %by.shim
by.word:
  %word = urem i64 %a.low, %b.low
  %word.wide = zext i64 %word to i128
  br label %done
by.shim:
  call void @furnace_divide_128(ptr %out, i64 %a.low, i64 %a.high, i64 %b.low, i64 %b.high)
  %low.place = getelementptr i8, ptr %out, i64 16
  %low = load i64, ptr %low.place, align 8
  %high.place = getelementptr i8, ptr %out, i64 24
  %high = load i64, ptr %high.place, align 8
  %joined = call i128 @furnace.join(i64 %low, i64 %high)
  br label %done
done:
  %result = phi i128 [ %word.wide, %by.word ], [ %joined, %by.shim ]
  ret i128 %result
}

define i128 @furnace.sdiv.i128(i128 %a, i128 %b) alwaysinline nounwind {
  %a.sign = ashr i128 %a, 127
  %b.sign = ashr i128 %b, 127
  %a.flipped = xor i128 %a, %a.sign
  %b.flipped = xor i128 %b, %b.sign
  %a.magnitude = sub i128 %a.flipped, %a.sign
  %b.magnitude = sub i128 %b.flipped, %b.sign
  %magnitude = call i128 @furnace.udiv.i128(i128 %a.magnitude, i128 %b.magnitude)
  %sign = xor i128 %a.sign, %b.sign
  %flipped = xor i128 %magnitude, %sign
  %result = sub i128 %flipped, %sign
  ret i128 %result
}

define i128 @furnace.srem.i128(i128 %a, i128 %b) alwaysinline nounwind {
  %a.sign = ashr i128 %a, 127
  %b.sign = ashr i128 %b, 127
  %a.flipped = xor i128 %a, %a.sign
  %b.flipped = xor i128 %b, %b.sign
  %a.magnitude = sub i128 %a.flipped, %a.sign
  %b.magnitude = sub i128 %b.flipped, %b.sign
  %magnitude = call i128 @furnace.urem.i128(i128 %a.magnitude, i128 %b.magnitude)
  %flipped = xor i128 %magnitude, %a.sign
  %result = sub i128 %flipped, %a.sign
  ret i128 %result
}

; Shifts: bits that cross the halves move in two steps, so that no step is as wide as its operand.
define i128 @furnace.shl.i128(i128 %value, i128 %amount) alwaysinline nounwind {
  %bits = trunc i128 %amount to i64
  %near = and i64 %bits, 63
  %rest = xor i64 %near, 63
  %far.bit = and i64 %bits, 64
  %far = icmp ne i64 %far.bit, 0
  %low = trunc i128 %value to i64
  %high = call i64 @furnace.high(i128 %value)
  %low.moved = shl i64 %low, %near
  %high.moved = shl i64 %high, %near
  %low.half = lshr i64 %low, 1
  %crossing = lshr i64 %low.half, %rest
  %high.near = or i64 %high.moved, %crossing
  %high.result = select i1 %far, i64 %low.moved, i64 %high.near
  %low.result = select i1 %far, i64 0, i64 %low.moved
  %result = call i128 @furnace.join(i64 %low.result, i64 %high.result)
  ret i128 %result
}

define i128 @furnace.lshr.i128(i128 %value, i128 %amount) alwaysinline nounwind {
  %bits = trunc i128 %amount to i64
  %near = and i64 %bits, 63
  %rest = xor i64 %near, 63
  %far.bit = and i64 %bits, 64
  %far = icmp ne i64 %far.bit, 0
  %low = trunc i128 %value to i64
  %high = call i64 @furnace.high(i128 %value)
  %low.moved = lshr i64 %low, %near
  %high.moved = lshr i64 %high, %near
  %high.double = shl i64 %high, 1
  %crossing = shl i64 %high.double, %rest
  %low.near = or i64 %low.moved, %crossing
  %low.result = select i1 %far, i64 %high.moved, i64 %low.near
  %high.result = select i1 %far, i64 0, i64 %high.moved
  %result = call i128 @furnace.join(i64 %low.result, i64 %high.result)
  ret i128 %result
}

define i128 @furnace.ashr.i128(i128 %value, i128 %amount) alwaysinline nounwind {
  %bits = trunc i128 %amount to i64
  %near = and i64 %bits, 63
  %rest = xor i64 %near, 63
  %far.bit = and i64 %bits, 64
  %far = icmp ne i64 %far.bit, 0
  %low = trunc i128 %value to i64
  %high = call i64 @furnace.high(i128 %value)
  %low.moved = lshr i64 %low, %near
  %high.moved = ashr i64 %high, %near
  %high.double = shl i64 %high, 1
  %crossing = shl i64 %high.double, %rest
  %low.near = or i64 %low.moved, %crossing
  %sign = ashr i64 %high, 63
  %low.result = select i1 %far, i64 %high.moved, i64 %low.near
  %high.result = select i1 %far, i64 %sign, i64 %high.moved
  %result = call i128 @furnace.join(i64 %low.result, i64 %high.result)
  ret i128 %result
}
